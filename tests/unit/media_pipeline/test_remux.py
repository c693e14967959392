"""Which uploads may be cut as they are; what comes out of the cut is looked at in the integration tests."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from media_pipeline.encoding.ladder import plan
from media_pipeline.encoding.remux import may_copy
from tests.unit.media_pipeline.test_ladder import INFO

READY = replace(INFO, coded_width=1280, coded_height=720, width=1280, height=720, pixel_format="yuv420p", profile="High")
CAP = 2_800_000 * 10 // 8  # bytes of ten seconds at the cap of 720p


def may(size: int = CAP, **changed: Any) -> bool:
    info = replace(READY, **changed)
    planned = plan(info, (360, 720))
    return may_copy(info, planned, planned.rungs[-1], size=size)


def test_what_we_would_make_ourselves_may_be_cut() -> None:
    assert may()


@pytest.mark.parametrize(
    "changed",
    [
        {"size": CAP + 1}, {"video_codec": "hevc"}, {"pixel_format": "yuv444p"}, {"pixel_format": "yuv420p10le"},
        {"profile": "High 4:4:4 Predictive"}, {"is_interlaced": True}, {"rotation": 180}, {"is_square": False},
        {"transfer": 16}, {"transfer": 18}, {"coded_width": 1440, "coded_height": 810, "width": 1440, "height": 810},
        {"frame_rate": Fraction(60), "top_frame_rate": Fraction(60)}, {"frame_rate": Fraction(20)}, {"duration": 0.0},
    ],
    ids=str,
)  # fmt: skip
def test_anything_else_may_not(changed: dict[str, Any]) -> None:
    assert not may(**changed)
