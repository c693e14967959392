"""Finds the subtitles inside a film and takes the texts out, without trusting the file."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from media_pipeline import guards
from media_pipeline.encoding import commands
from media_pipeline.encoding.runner import Limits, Tick, run
from media_pipeline.tracks.timed_text import TrackError

CHILD = Path(__file__).with_name("child.py")  # its libraries stay out of this process
LOOK = Limits(wall_seconds=120, stall_seconds=120, cpu_seconds=120, memory=2 * 1024**3, file_size=0)
# A whole film is read for a few kilobytes: the disk takes most of the time, and a muxer may be silent for long.
TAKE = Limits(wall_seconds=3600, stall_seconds=600, cpu_seconds=1800, memory=2 * 1024**3, file_size=64 * 1024**2)
TEXTS = {"subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"}


@dataclass(frozen=True)
class Subtitles:
    """One subtitle stream: `index` among all streams of the file, `language` as the file tags it."""

    index: int
    codec: str
    language: str
    is_forced: bool = False
    is_for_deaf: bool = False

    @property
    def is_text(self) -> bool:
        return self.codec in TEXTS


def command(path: Path) -> list[str]:
    return [sys.executable, "-I", str(CHILD), guards.address(path), json.dumps(guards.OPTIONS)]


def find(path: Path, *, tick: Tick) -> tuple[str, list[Subtitles]]:
    """Return the container and the subtitle streams. Raises ProcessError or TrackError."""
    report = json.loads(run(command(path), cwd=path.parent, limits=LOOK, tick=tick).last_line or "{}")
    if "streams" not in report:
        raise TrackError(report.get("unreadable", ""))
    return report["container"], [Subtitles(**stream) for stream in report["streams"]]


def take(path: Path, container: str, streams: Sequence[Subtitles], *, folder: Path, tick: Tick) -> dict[int, Path]:
    """Write the texts of `streams` as WebVTT into `folder`; return the files by index of stream. Raises ProcessError."""
    indexes = [stream.index for stream in streams]
    run(commands.subtitles(commands.Source(path, container), indexes), cwd=folder, limits=TAKE, tick=tick)
    return {index: folder / commands.subtitles_name(index) for index in indexes}
