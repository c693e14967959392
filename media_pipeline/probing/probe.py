import json
import sys
from pathlib import Path

from media_pipeline import guards
from media_pipeline.encoding.runner import Limits, ProcessError, Tick, run
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.probing.refusal import RefusedError, check, unreadable

CHILD = Path(__file__).with_name("child.py")  # its libraries stay out of this process
LIMITS = Limits(wall_seconds=120, stall_seconds=120, cpu_seconds=120, memory=3 * 1024**3 // 2, file_size=0)


def command(path: Path) -> list[str]:
    return [sys.executable, "-I", str(CHILD), guards.address(path), json.dumps(guards.OPTIONS)]


def probe(path: Path, *, tick: Tick) -> MediaInfo:
    """Return what is in the file. Raises RefusedError when it cannot be read or breaks a limit."""
    try:
        finished = run(command(path), cwd=path.parent, limits=LIMITS, tick=tick)
        report = json.loads(finished.last_line)
    except ProcessError as error:  # the file may have broken the child, or the disk, or the child's own limits
        raise unreadable(log=f"{error}\n{error.log}".strip()) from None
    except ValueError:
        raise unreadable(log=f"The probe said: {finished.last_line}") from None
    if "unreadable" in report:
        raise unreadable()
    info = MediaInfo.from_report(report)
    check(info)
    return info


__all__ = ["RefusedError", "command", "probe"]
