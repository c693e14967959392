"""A film from a file into a folder, without a database: the same order of work as for a video of the site."""

import json
import resource
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.folder_ledger import WORK, FolderLedger
from media_pipeline.encoding.ladder import plan
from media_pipeline.encoding.order import Work, weights
from media_pipeline.enums import RenditionKind
from media_pipeline.packaging import verify
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.place import place_text
from media_pipeline.probing.probe import probe


class OccupiedError(Exception):
    """The output folder holds something else."""


@dataclass(frozen=True)
class RungSummary:
    """Bytes of its files; bandwidth in bits a second of the busiest segment."""

    name: str
    width: int
    height: int
    bytes: int
    bandwidth: int
    codecs: str


@dataclass(frozen=True)
class Summary:
    """`bytes`: everything that can be fetched. `cpu_seconds`: user and system time of all encoders and probes."""

    rungs: list[RungSummary]
    bytes: int
    seconds: float
    wall_seconds: float
    cpu_seconds: float
    watchable_after_seconds: float
    warning: str


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _claim(source: Path, target: Path) -> Path:
    """Make sure that `target` is new or holds an unfinished film of the same file; return the folder of this attempt."""
    note = target / WORK / "source.json"
    mine = json.dumps({"name": source.name, "bytes": source.stat().st_size, "changed": source.stat().st_mtime_ns})
    if target.exists() and any(target.iterdir()) and (not note.is_file() or note.read_text() != mine):
        raise OccupiedError(f"{target} is not empty, and what is in it was not begun from this file.")
    note.parent.mkdir(parents=True, exist_ok=True)
    place_text(mine, note)
    return note.parent


def transcode(source: Path, target: Path, *, sizes: tuple[int, ...], has_av1: bool, tell: Callable[[int], None]) -> Summary:
    """Make everything that a player needs of `source` in `target`; `tell` gets percentages.

    Broken off, it goes on after the last finished chunk when it is called again. Raises RefusedError, OccupiedError,
    ProcessError, IncompleteError, OSError.
    """
    began, cpu = time.monotonic(), _cpu_seconds()
    source = source.resolve()
    ledger = FolderLedger(target.resolve(), tell)
    info = probe(source, tick=ledger.beat)
    work = _claim(source, ledger.target)
    folder = work / "attempt"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ledger.open()
    planned = plan(info, sizes, has_av1=has_av1)
    attempt = Attempt(ledger, folder, info.duration, weights(info, planned))
    Work(attempt, ledger, Source(source, info.container), info, planned).do()
    shutil.rmtree(work)
    tell(100)
    return Summary(
        rungs=[_rung(part) for part in ledger.parts],
        bytes=sum(file.stat().st_size for file in ledger.target.rglob("*") if file.is_file()),
        seconds=_length(ledger.parts),
        wall_seconds=round(time.monotonic() - began, 3),
        cpu_seconds=round(_cpu_seconds() - cpu, 3),
        watchable_after_seconds=round(ledger.watchable_at - began, 3),
        warning=_warning(ledger.parts, info.duration),
    )


def _rung(part: Finished) -> RungSummary:
    return RungSummary(part.name, part.width, part.height, part.found.bytes, part.bandwidth, part.codecs)


def _length(parts: list[Finished]) -> float:
    shown = next((part for part in parts if part.kind == RenditionKind.VIDEO), parts[0])
    return round(shown.found.seconds, 3)


def _warning(parts: list[Finished], expected: float) -> str:
    longest = max(parts, key=lambda part: part.found.seconds).found
    return f"Damaged: {longest.seconds:.1f} of {expected:.1f} s can be played." if verify.ends_early(longest, expected) else ""
