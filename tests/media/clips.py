"""Small clips for the tests, made by the real encoder when a test asks for them."""

import subprocess
from pathlib import Path

from media_pipeline.encoding.binary import ffmpeg

TONE = ("-f", "lavfi", "-i", "sine=440:r=44100")
PACKED = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart")


def encode(*words: str, target: Path) -> Path:
    subprocess.run([ffmpeg(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *words, str(target)], check=True)
    return target


def clip(target: Path, *, size: str = "320x180", rate: str = "30", seconds: float = 6, has_sound: bool = True) -> Path:
    """Make a moving test picture with a tone."""
    picture = ("-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}")
    return encode(*picture, *(TONE if has_sound else ()), "-t", str(seconds), *PACKED, target=target)


def cut(source: Path, target: Path, *, share: float) -> Path:
    """Keep the first `share` of the bytes."""
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
    return target
