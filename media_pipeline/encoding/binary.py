import shutil

import imageio_ffmpeg
from django.conf import settings


def ffmpeg() -> str:
    """Return the encoder: the setting FFMPEG, else the one on PATH, else the one in the imageio-ffmpeg wheel."""
    return settings.FFMPEG or shutil.which("ffmpeg") or str(imageio_ffmpeg.get_ffmpeg_exe())
