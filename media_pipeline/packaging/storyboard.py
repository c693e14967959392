"""The WebVTT file behind previews on the bar: each cue names a rectangle of a sheet (Media Fragments, `#xywh=`)."""

from collections.abc import Sequence
from itertools import pairwise

from media_pipeline.tracks.webvtt_text import stamp

NAME, SHEET = "storyboard.vtt", "storyboard-{}.jpg"


def sheet(number: int) -> str:
    """Return the name of a sheet, counted from 0; on disk they count from 001."""
    return SHEET.replace("{}", f"{number + 1:03d}")


def webvtt(starts: Sequence[float], *, end: float, size: tuple[int, int], columns: int) -> str:
    """Write a cue for each picture; `starts` and `end` in seconds, `size` of a picture in pixels, sheets are square grids."""
    lines = ["WEBVTT", ""]
    for number, (start, stop) in enumerate(pairwise([*starts, end])):
        place = number % columns**2
        left, top = place % columns * size[0], place // columns * size[1]
        name = sheet(number // columns**2)
        lines += [f"{stamp(start)} --> {stamp(stop)}", f"{name}#xywh={left},{top},{size[0]},{size[1]}", ""]
    return "\n".join(lines)
