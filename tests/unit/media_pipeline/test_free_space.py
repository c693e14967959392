"""How much room a film needs before work on it begins, to the byte."""

import shutil
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from media_pipeline.encoding.ladder import Plan, Rung
from media_pipeline.services.free_space import MARGIN_BYTES, NoSpaceError, check

PLAN = Plan((Rung("360p", 640, 360, 700_000), Rung("720p", 1280, 720, 2_800_000)), Fraction(30))
BITS = 700_000 + 2_800_000 + 700_000 + 2 * 2_800_000 + 4 * 160_000  # a second: rungs, two plain MP4s, one put together; sound
NEEDED = 100 * BITS // 8 * 3 // 2 + MARGIN_BYTES


@pytest.mark.parametrize("kept", [0, 50_000_000])
def test_half_as_much_again_has_to_be_free(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    free = NEEDED - kept
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    check(Path("/work"), PLAN, 100, kept=kept)
    free -= 1
    with pytest.raises(NoSpaceError, match=rf"^The server has no room: {(NEEDED - kept) // 1024**2} MB are needed, "):
        check(Path("/work"), PLAN, 100, kept=kept)
