"""VMAF, libvmaf's default model: every 15th picture, scaled to the source's size with bicubic, the mean."""

import json
import subprocess
from pathlib import Path

import av
import imageio_ffmpeg

from bench.clips import Clip

EVERY = 15


def vmaf(made: Path, clip: Clip, folder: Path) -> float:
    """Compare what was made with its source. Raises ValueError when it does not have exactly the source's pictures."""
    found, wanted = len(times(made)), beats(clip)
    if found != wanted:
        raise ValueError(f"{made} has {found} pictures, {clip.path.name} has {wanted}.")
    log = folder / "vmaf.json"
    # Pictures are paired by their number: both sides get their times anew, so that no offset of a container shifts them.
    # None is left out before the model sees them: it measures motion from each picture to the next. The very end of a clip that
    # was cut without encoding may lack some, where B-pictures wait for later ones: they are repeated.
    # Names of colours are left aside: we give those that a source lacks, and the filters would convert for nothing.
    unnamed = "setparams=range=unknown:color_primaries=unknown:color_trc=unknown:colorspace=unknown"
    beat = f"setpts=N/{clip.rate}/TB,{unnamed}"
    graph = (
        f"[0:v]{beat}[small];[1:v]fps={clip.rate},{beat}[source];[small][source]scale2ref=flags=bicubic[made][same];"
        f"[made][same]libvmaf=log_fmt=json:log_path={log.name}:n_threads=2:n_subsample={EVERY}:shortest=1:repeatlast=0"
    )
    binary = imageio_ffmpeg.get_ffmpeg_exe()
    words = [binary, "-nostdin", "-v", "error", "-i", str(made), "-i", str(clip.path), "-lavfi", graph, "-f", "null", "-"]
    subprocess.run(words, cwd=folder, check=True)
    told = json.loads(log.read_text())
    return float(told["pooled_metrics"]["vmaf"]["mean"])


def times(file: Path) -> list[float]:
    """Return when each picture is shown, in seconds."""
    with av.open(str(file)) as opened:
        stream = opened.streams.video[0]
        return sorted(float(packet.pts * packet.time_base) for packet in opened.demux(stream) if packet.pts is not None)


def beats(clip: Clip) -> int:
    """Return how many pictures a clip has at its constant rate, from its first to its last."""
    shown = times(clip.path)
    return round((shown[-1] - shown[0]) * clip.rate) + 1
