"""Owns the process of an encoder: its limits, its pipes, its end."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

Tick = Callable[[], None]  # called about twice a second; whatever it raises stops the process
POLL_SECONDS = 0.25
GRACE_SECONDS = 5


class ProcessError(Exception):
    """The process did not do its work. `log` holds the last lines it wrote."""

    def __init__(self, reason: str, log: str) -> None:
        super().__init__(reason)
        self.log = log


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, 0 for none written; a process that says nothing for `stall_seconds` is stopped."""

    wall_seconds: float
    stall_seconds: float
    cpu_seconds: int
    memory: int
    file_size: int

    def wrapper(self) -> list[str]:
        """Return what stands in front of the command: kinder to others, bounded, and gone when its parent is killed."""
        prlimit, nice, setpriv = (shutil.which(name) for name in ("prlimit", "nice", "setpriv"))
        words = [prlimit, f"--as={self.memory}", f"--cpu={self.cpu_seconds}", f"--fsize={self.file_size}"] if prlimit else []
        words += [nice, "-n", "10"] if nice else []
        words += [setpriv, "--pdeathsig", "KILL"] if setpriv else []
        return [word for word in words if word]


@dataclass
class Finished:
    last_line: str = ""
    log: deque[str] = field(default_factory=lambda: deque(maxlen=60))
    heard_at: float = field(default_factory=time.monotonic)

    @property
    def text(self) -> str:
        return "".join(self.log)[-8000:]


def _stop(process: subprocess.Popen[str]) -> None:
    """End the whole group: politely, then for good what is left of it. By id, never by name."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)


def _drain(pipe: IO[str] | None, take: Callable[[str], object]) -> threading.Thread:
    def read() -> None:
        lines: Iterable[str] = pipe or ()
        for line in lines:
            take(line)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _watch(process: subprocess.Popen[str], limits: Limits, finished: Finished, tick: Tick) -> None:
    started = time.monotonic()
    while process.poll() is None:
        tick()
        now = time.monotonic()
        if now - started > limits.wall_seconds:
            raise ProcessError(f"Longer than {limits.wall_seconds:.0f} s.", finished.text)
        if now - finished.heard_at > limits.stall_seconds:
            raise ProcessError(f"No progress for {limits.stall_seconds:.0f} s.", finished.text)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(POLL_SECONDS)


def run(
    command: list[str], *, cwd: Path, limits: Limits, tick: Tick, hear: Callable[[str], bool] = lambda line: True
) -> Finished:
    """Run `command` to its end. `hear(line)` gets each line of its output and says whether it was progress.

    Raises ProcessError for a bad exit, a limit or a stall, and whatever `tick` raises; then its whole group is gone.
    """
    finished = Finished()

    def listen(line: str) -> None:
        finished.last_line = line
        if hear(line):
            finished.heard_at = time.monotonic()

    process = subprocess.Popen(  # noqa: S603 # no shell; every word is ours, paths are absolute and chosen by us
        [*limits.wrapper(), *command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    threads = [_drain(process.stdout, listen), _drain(process.stderr, finished.log.append)]
    try:
        _watch(process, limits, finished, tick)
    finally:
        if process.poll() is None:
            _stop(process)
        for thread in threads:
            thread.join(GRACE_SECONDS)
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
    if process.returncode != 0:
        raise ProcessError(f"Exit code {process.returncode}.", finished.text)
    return finished
