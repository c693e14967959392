from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.encoding.ladder import Rung, frame_rate, plan, short_sides
from media_pipeline.probing.media_info import MediaInfo

INFO = MediaInfo(
    container="mov",
    duration=10,
    streams=2,
    video_codec="h264",
    width=1920,
    height=1080,
    frame_rate=Fraction(30),
    top_frame_rate=Fraction(30),
)
SIZES = (360, 720)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1920, 1080, (Rung("360p", 640, 360, 700_000), Rung("720p", 1280, 720, 2_800_000))),
        (1080, 1920, (Rung("360p", 360, 640, 700_000), Rung("720p", 720, 1280, 2_800_000))),
        (1024, 576, (Rung("360p", 640, 360, 700_000), Rung("576p", 1024, 576, 2_800_000))),
        (851, 479, (Rung("360p", 640, 360, 700_000), Rung("478p", 850, 478, 1_300_000))),
        (720, 404, (Rung("360p", 642, 360, 700_000),)),
        (1728, 860, (Rung("360p", 724, 360, 700_000), Rung("720p", 1446, 720, 2_800_000))),
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


def test_a_file_without_a_picture_has_no_rung() -> None:
    assert plan(replace(INFO, video_codec="", width=0, height=0), SIZES).rungs == ()


def test_the_top_rung_is_made_in_av1_too_when_it_is_not_alone() -> None:
    made = [(rung.name, rung.codec) for rung in plan(INFO, SIZES, has_av1=True).rungs]
    assert made == [("360p", "h264"), ("720p", "h264"), ("720p-av1", "av1")]
    assert len(plan(replace(INFO, width=320, height=180), SIZES, has_av1=True).rungs) == 1


def test_the_own_size_of_a_source_stays_under_the_ladder() -> None:
    """An operator who wants at most 720 gets at most 720; near duplicates of a rung are not made."""
    assert [short_sides(size, (360, 480, 720, 1080)) for size in (1440, 950, 880, 620, 550, 350, 333)] == [
        [360, 480, 720, 1080], [360, 480, 720, 950], [360, 480, 720], [360, 480, 620], [360, 480], [350], [332],
    ]  # fmt: skip
