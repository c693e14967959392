"""MediaCMS's way: one process for each rung, each with the sound, as its `files/helpers.py` builds the command.

Its packaging with Bento4 is left out, in its favour. Bit rates are those of its H.264 profile for up to 30 pictures a second.
"""

import shutil
from pathlib import Path

from bench.clips import Clip
from bench.cost import Cost, run

RATES = {240: 300, 360: 500, 480: 1000, 720: 2500, 1080: 4500}  # thousand bits a second
DISTANCE = 4  # seconds between two key frames


def command(clip: Clip, height: int) -> list[str]:
    ceiling = f"{RATES[height] * 3 // 2}k"
    distance = clip.rate * DISTANCE
    return [
        str(shutil.which("ffmpeg")), "-nostdin", "-v", "error", "-y", "-i", str(clip.path), "-c:v", "libx264",
        "-filter:v", f"scale=-2:{height}:flags=lanczos,fps=fps={clip.rate}", "-pix_fmt", "yuv420p", "-crf", "23",
        "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-maxrate", ceiling, "-bufsize", ceiling,
        "-force_key_frames", f"expr:gte(t,n_forced*{DISTANCE})",
        "-x264-params", f"keyint={2 * distance}:keyint_min={distance}",
        "-preset", "medium", "-profile:v", "main", "-level", "4.2", "-strict", "-2", f"{height}.mp4",
    ]  # fmt: skip


def encode(clip: Clip, rungs: tuple[int, ...], folder: Path) -> tuple[Cost, dict[int, Path]]:
    """Encode the whole ladder into `folder`; return the cost and the file of each rung."""
    cost = Cost(0, 0)
    for height in rungs:
        cost += run(command(clip, height), cwd=folder)[0]
    return cost, {height: folder / f"{height}.mp4" for height in rungs}
