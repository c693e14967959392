"""VMAF, libvmaf's default model: every 15th picture, scaled to the source's size with bicubic, the mean."""

import json
import re
import subprocess
from pathlib import Path

import imageio_ffmpeg

from bench.clips import Clip

EVERY = 15
HOLE = 4  # pictures that a clip cut without encoding may lack at its very end, where B-pictures wait for later ones


def vmaf(made: Path, clip: Clip, folder: Path) -> float:
    """Compare what was made with its source. Raises ValueError when one has pictures that the other lacks."""
    log = folder / "vmaf.json"
    # Pictures are paired by their number: both sides get their times anew, so that no offset of a container shifts them.
    # None is left out before the model sees them: it measures motion from each picture to the next.
    beat = f"setpts=N/{clip.rate}/TB"
    graph = (
        f"[0:v]{beat}[small];[1:v]{beat}[source];[small][source]scale2ref=flags=bicubic[made][same];"
        f"[made][same]libvmaf=log_fmt=json:log_path={log.name}:n_threads=2:n_subsample={EVERY}:shortest=1:repeatlast=0"
    )
    binary = imageio_ffmpeg.get_ffmpeg_exe()
    words = [binary, "-nostdin", "-v", "error", "-i", str(made), "-i", str(clip.path), "-lavfi", graph, "-f", "null", "-"]
    subprocess.run(words, cwd=folder, check=True)
    told = json.loads(log.read_text())
    counts = {pictures(file) for file in (made, clip.path)}
    if max(counts) - min(counts) > HOLE:
        raise ValueError(f"{made} and {clip.path.name} do not have the same number of pictures: {counts}.")
    return float(told["pooled_metrics"]["vmaf"]["mean"])


def pictures(file: Path) -> int:
    words = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-i", str(file), "-map", "0:v:0", "-c", "copy", "-f", "null", "-"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stderr
    return int(re.findall(r"frame=\s*(\d+)", said)[-1])
