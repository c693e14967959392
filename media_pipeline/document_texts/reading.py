"""Has the words of a document read by a child with limits, without trusting the file."""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from core.enums import TextState
from media_pipeline.encoding.runner import Limits, ProcessError, Tick, run

CHILD = Path(__file__).with_name("child.py")  # its libraries stay out of this process
PROCESS = Limits(wall_seconds=60, stall_seconds=60, cpu_seconds=30, memory=1024**3, file_size=0)
MOST_BYTES = 50 * 1024**2  # of a file; larger ones come by other ways than the form, which refuses them too
# About 300 printed pages: more would be more than a minute's work for the analysis of the search.
CONTENT = {"pages": 500, "characters": 500_000, "parts": 5_000, "unpacked": 200 * 1024**2}


@dataclass(frozen=True)
class Reading:
    """What the child said. `pages` are texts, `in_file` how many pages there are, read or not."""

    state: TextState
    pages: list[str] = field(default_factory=list)
    in_file: int = 0


def command(path: Path, kind: str) -> list[str]:
    return [sys.executable, "-I", str(CHILD), str(path), kind, json.dumps(CONTENT)]


def read(path: Path, kind: str, *, tick: Tick) -> Reading:
    """Return the words of the file at `path`, of the `kind` that its name ends with. Never raises for what is in the file;
    raises what `tick` raises, and OSError when it cannot be opened."""
    if path.stat().st_size > MOST_BYTES:
        return Reading(TextState.TOO_MUCH)
    try:
        report = json.loads(run(command(path, kind), cwd=path.parent, limits=PROCESS, tick=tick).last_line)
    except (ProcessError, ValueError):  # it hung, grew, or broke its reader
        return Reading(TextState.TOO_MUCH)
    if "refused" in report:
        return Reading(TextState(report["refused"]))
    pages: list[str] = report["pages"]
    read_state = TextState.PARTLY if report["is_cut"] else TextState.READ
    return Reading(read_state if any(pages) else TextState.EMPTY, pages, report["in_file"])
