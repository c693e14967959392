"""What a browser must be able to do with a published set."""

from itertools import accumulate
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from media_pipeline.packaging import playlist


def seams(folder: Path, rung: str) -> list[float]:
    """Return where the segments of a rung begin, in seconds; the seams of its chunks are among them."""
    lengths = [segment.seconds for segment in playlist.read(folder / rung / "index.m3u8").segments]
    return [0.0, *accumulate(lengths[:-1])]


def play(tab: Page, page: str, folder: Path, rungs: list[str]) -> dict[str, Any]:
    """Play the set in `folder` from its start, over each seam and through each level; return what was seen."""
    tab.goto(page)
    tab.wait_for_function("window.player")
    address = f"{folder.relative_to(folder.parents[2])}/master.m3u8"
    begun = tab.evaluate("address => player.begin(address)", address)
    pictures = [rung for rung in rungs if rung != "sound"]
    lengths = [sum(segment.seconds for segment in playlist.read(folder / rung / "index.m3u8").segments) for rung in rungs]
    crossed = [tab.evaluate("second => player.moveFrom(second)", max(0.0, at - 0.1)) for at in seams(folder, pictures[0])]
    return {
        "start": begun["start"],
        "ranges": begun["ranges"],
        "levels": begun["levels"],
        "duration is off by": abs(tab.evaluate("player.duration()") - max(lengths)),
        "seams crossed": sum(far > 0 for far in crossed),
        "heights": tab.evaluate("player.everyLevel()"),
        "caption": tab.evaluate("player.cues()"),
        "by hls.js": tab.evaluate("player.isOurs()"),
        "errors": tab.evaluate("player.errors"),
    }
