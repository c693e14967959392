import os
import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from media_pipeline.encoding.ladder import Plan

SOUND_CAP = 160_000
MARGIN_BYTES = 32 * 1024**2
LOW_BYTES = 4 * 1024**2


class NoSpaceError(Exception):
    """The disk is too full to begin; the message is for the editor."""


def expected_bytes(plan: Plan, duration: float) -> int:
    """Return the most that a film of `duration` seconds can take.

    That is each rung once, the lowest again as plain MP4, and the largest twice while its plain MP4 is put together.
    """
    caps = [rung.cap for rung in plan.rungs]
    bits = sum(caps) + min(caps, default=0) + 2 * max(caps, default=0) + 4 * SOUND_CAP
    return int(bits / 8 * duration)


def free(folder: Path) -> int:
    return shutil.disk_usage(os.fspath(folder)).free


def no_space(folder: Path, needed: int = MARGIN_BYTES) -> NoSpaceError:
    return NoSpaceError(
        _("The server has no room: %(needed)d MB are needed, %(free)d MB are free. It goes on when there is room.")
        % {"needed": needed // 1024**2, "free": free(folder) // 1024**2}
    )


def check(folder: Path, plan: Plan, duration: float, *, kept: int = 0) -> None:
    """Raise NoSpaceError unless half as much again as the expected output is free, or was, before `kept` bytes of it."""
    needed = expected_bytes(plan, duration) * 3 // 2 + MARGIN_BYTES - kept
    if free(folder) < needed:
        raise no_space(folder, needed)


def is_low(folder: Path) -> bool:
    """Whether so little is left that an encoder which failed has most likely failed for want of room."""
    return free(folder) < LOW_BYTES
