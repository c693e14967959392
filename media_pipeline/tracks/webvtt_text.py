"""Writes WebVTT that holds nothing but times and harmless text."""

from collections.abc import Iterable
from decimal import Decimal

from media_pipeline.tracks.timed_text import TimedText


def stamp(seconds: Decimal | float) -> str:
    """Turn seconds into `01:02:03.004`."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"


def write(cues: Iterable[TimedText]) -> str:
    blocks = (f"{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.markup}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *blocks])
