"""Child processes of one command: started together, watched together, gone together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

GRACE = 20.0  # seconds between the polite signal and the one that cannot be refused


class Stop(BaseException):
    """Somebody asked this command to end. Not an Exception, so that no careful `except` on the way holds it up."""


def end_on_signals() -> None:
    """Raise Stop on SIGINT and SIGTERM, even where a shell's background job inherits SIGINT ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        for known in (signal.SIGINT, signal.SIGTERM):
            signal.signal(known, signal.SIG_IGN)  # once is enough; a second one must not cut the clearing-up short
        raise Stop

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


class Children:
    """Processes in sessions of their own, so that Ctrl-C reaches this command alone and it ends them in order."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], **options: Any) -> None:
        self._running[name] = subprocess.Popen(  # noqa: S603  # our own commands, no word of a user's in them
            command, start_new_session=True, stdin=subprocess.DEVNULL, **options
        )

    def ended(self) -> tuple[str, int] | None:
        """Return the name and exit code of a child that is gone, if there is one."""
        for name, child in self._running.items():
            code = child.poll()
            if code is not None:
                return name, code
        return None

    def end(self) -> None:
        for child in self._running.values():
            _signal_group(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.0, deadline - time.monotonic()))
            _signal_group(child.pid, signal.SIGKILL)
            child.wait()
        self._running.clear()


def _signal_group(pid: int, number: signal.Signals) -> None:
    """Signal a child and what it has started; it may be gone already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)
