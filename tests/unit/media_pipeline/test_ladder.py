from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.encoding.ladder import Rung, frame_rate, plan
from media_pipeline.probing.media_info import MediaInfo

INFO = MediaInfo(
    container="mov", duration=10, streams=2, width=1920, height=1080, frame_rate=Fraction(30), top_frame_rate=Fraction(30)
)
SIZES = (360, 720)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1920, 1080, (Rung("360p", 640, 360, 700_000), Rung("720p", 1280, 720, 2_800_000))),
        (1080, 1920, (Rung("360p", 360, 640, 700_000), Rung("720p", 720, 1280, 2_800_000))),
        (1024, 576, (Rung("360p", 640, 360, 700_000),)),
        (851, 479, (Rung("360p", 640, 360, 700_000),)),
        (256, 144, (Rung("144p", 256, 144, 700_000),)),
        (321, 181, (Rung("180p", 320, 180, 700_000),)),
    ],
)
def test_rungs_count_the_short_side_and_never_grow(width: int, height: int, expected: tuple[Rung, ...]) -> None:
    assert plan(replace(INFO, width=width, height=height), SIZES).rungs == expected


@given(width=st.integers(16, 8192), height=st.integers(16, 4320))
def test_every_picture_is_even_fits_the_source_and_keeps_its_shape(width: int, height: int) -> None:
    for rung in plan(replace(INFO, width=width, height=height), SIZES).rungs:
        assert (rung.width % 2, rung.height % 2) == (0, 0)
        assert min(rung.width, rung.height) <= min(width, height) + 1
        assert rung.width * height == pytest.approx(rung.height * width, abs=2 * (width + height))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("30", "30"),
        ("60", "30"),
        ("60000/1001", "30000/1001"),
        ("50", "25"),
        ("24000/1001", "24000/1001"),
        ("120", "30"),
        ("15", "15"),
        ("2997/100", "30000/1001"),
        ("27", "25"),
        ("0", "30"),
    ],
)
def test_the_rate_is_constant_and_at_most_thirty(source: str, expected: str) -> None:
    rate = Fraction(source)
    assert frame_rate(replace(INFO, frame_rate=rate, top_frame_rate=rate)) == Fraction(expected)


@pytest.mark.parametrize(
    ("average", "base", "expected"),
    [("250/13", "30", "30"), ("20", "60", "30"), ("5", "1000", "24000/1001"), ("0", "25", "25"), ("26", "90000", "25")],
)
def test_an_unsteady_source_gets_a_standard_rate(average: str, base: str, expected: str) -> None:
    assert frame_rate(replace(INFO, frame_rate=Fraction(average), top_frame_rate=Fraction(base))) == Fraction(expected)


@given(rate=st.fractions(min_value=1, max_value=240, max_denominator=1001))
def test_the_packager_never_waits_for_the_next_group(rate: Fraction) -> None:
    planned = plan(replace(INFO, frame_rate=rate, top_frame_rate=rate), SIZES)
    assert planned.rate <= 30
    assert planned.segment_seconds <= planned.gop / planned.rate
    assert planned.gop / planned.rate == pytest.approx(4, abs=0.5)
