import shutil
import subprocess
from functools import cache

import imageio_ffmpeg
from django.conf import settings


def ffmpeg() -> str:
    """Return the encoder: the setting FFMPEG, else the one on PATH, else the one in the imageio-ffmpeg wheel."""
    return settings.FFMPEG or shutil.which("ffmpeg") or str(imageio_ffmpeg.get_ffmpeg_exe())


@cache
def encoders(program: str) -> frozenset[str]:
    """Return the names of what an ffmpeg can write; none when it cannot be asked."""
    try:
        done = subprocess.run(  # noqa: S603 # the operator's own program
            [program, "-hide_banner", "-encoders"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(words[1] for line in done.stdout.splitlines() if len(words := line.split()) > 1)


def has_av1() -> bool:
    """Whether the ffmpeg in use can make AV1 in a bearable time."""
    return "libsvtav1" in encoders(ffmpeg())
