"""What a command costs: wall and processor seconds, its children's included."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandError(RuntimeError):
    """A contender did not do its work; the message holds what it said."""


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def run(command: Sequence[str], *, cwd: Path, env: dict[str, str] | None = None) -> tuple[Cost, str]:
    """Run a command to its end; return its cost and what it printed. The kernel counts, so nothing is sampled or missed.

    Counted is what the command waited for: every contender waits for its children. Raises CommandError.
    """
    out, errors = cwd / ".out", cwd / ".errors"
    began = time.monotonic()
    with out.open("wb") as printed, errors.open("wb") as complained:
        environment = {**os.environ, **(env or {})}
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=complained
        )
        _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said, complaint = out.read_text(errors="replace"), errors.read_text(errors="replace")
    out.unlink()
    errors.unlink()
    if process.returncode:
        raise CommandError(f"{command[0]} ended with {process.returncode}:\n{complaint[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime), said
