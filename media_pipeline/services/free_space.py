import os
import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from media_pipeline.encoding.ladder import Plan

SOUND_CAP = 160_000
MARGIN_BYTES = 32 * 1024**2


class NoSpaceError(Exception):
    """The disk is too full to begin; the message is for the editor."""


def expected_bytes(plan: Plan, duration: float) -> int:
    """Return the most that the rungs can take in `duration` seconds; the lowest counts twice, it is the plain MP4 too."""
    bits = sum(rung.cap for rung in plan.rungs) + plan.rungs[0].cap + 2 * SOUND_CAP
    return int(bits / 8 * duration)


def check(folder: Path, plan: Plan, duration: float) -> None:
    """Raise NoSpaceError unless half as much again as the expected output is free."""
    needed = expected_bytes(plan, duration) * 3 // 2 + MARGIN_BYTES
    free = shutil.disk_usage(os.fspath(folder)).free
    if free < needed:
        raise NoSpaceError(
            _("The server has no room: %(needed)d MB are needed, %(free)d MB are free. It goes on when there is room.")
            % {"needed": needed // 1024**2, "free": free // 1024**2}
        )
