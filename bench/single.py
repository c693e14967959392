"""The least that our output can cost: one ffmpeg that decodes once and writes all rungs, with our own flags."""

import shutil
from pathlib import Path

from bench.clips import Clip
from bench.cost import Cost, run

CAPS = {360: 700, 480: 1300, 720: 2800, 1080: 5000}  # thousand bits a second


def command(clip: Clip, rungs: tuple[int, ...], *, preset: str, crf: str) -> list[str]:
    split = "".join(f"[a{height}]" for height in rungs)
    scaled = ";".join(f"[a{height}]scale=-2:{height}:flags=lanczos,setsar=1[v{height}]" for height in rungs)
    group = clip.rate * 4
    words = [str(shutil.which("ffmpeg")), "-nostdin", "-v", "error", "-y", "-i", str(clip.path)]
    words += ["-filter_complex", f"[0:v]fps={clip.rate},split={len(rungs)}{split};{scaled}"]
    for number, height in enumerate(rungs):
        words += [
            "-map",
            f"[v{height}]",
            f"-maxrate:v:{number}",
            f"{CAPS[height]}k",
            f"-bufsize:v:{number}",
            f"{2 * CAPS[height]}k",
        ]
    words += ["-map", "0:a", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"]
    words += ["-c:v", "libx264", "-preset", preset, "-crf", crf, "-profile:v", "high", "-pix_fmt", "yuv420p"]
    words += ["-g", str(2 * group), "-keyint_min", str(group + 1), "-flags", "+cgop"]
    words += ["-force_key_frames", f"expr:gte(n,n_forced*{group})"]
    names = " ".join([*(f"v:{number},name:{height}" for number, height in enumerate(rungs)), "a:0,name:sound"])
    return [
        *words, "-f", "hls", "-hls_time", "4", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
        "-hls_segment_options", "movflags=+cmaf", "-hls_segment_filename", "%v_%05d.m4s",
        "-hls_fmp4_init_filename", "%v_init.mp4", "-var_stream_map", names, "%v.m3u8",
    ]  # fmt: skip


def encode(clip: Clip, rungs: tuple[int, ...], folder: Path, *, preset: str, crf: str) -> tuple[Cost, dict[int, Path]]:
    cost, _said = run(command(clip, rungs, preset=preset, crf=crf), cwd=folder)
    return cost, {height: folder / f"{height}.m3u8" for height in rungs}
