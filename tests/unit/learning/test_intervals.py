"""The union of what was watched against a model of single milliseconds."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from learning.enums import TrimReason
from learning.intervals import Interval, Watched, covered, credited, gaps, trim, union

LENGTH = 60
NOW = 1_000_000_000
points = st.integers(0, LENGTH)
intervals = st.lists(st.tuples(points, points).map(lambda pair: (min(pair), max(pair))), max_size=12)
clocks = st.integers(NOW - 200_000, NOW + 300_000)
stretches = st.builds(
    lambda media, clock: Watched(min(media), max(media), min(clock), max(clock)),
    st.tuples(st.integers(0, 90_000), st.integers(0, 90_000)),
    st.tuples(clocks, clocks),
)


def points_in(some: list[Interval]) -> set[int]:
    return {point for start, end in some for point in range(start, end)}


@given(intervals, intervals)
def test_union_is_the_union_of_points(one: list[Interval], other: list[Interval]) -> None:
    merged = union(one, other)
    assert points_in(merged) == points_in(one) | points_in(other)
    assert covered(merged) == len(points_in(merged))


@given(intervals, intervals, intervals)
def test_union_does_not_care_for_order_grouping_and_repetition(
    one: list[Interval], other: list[Interval], third: list[Interval]
) -> None:
    merged = union(one, other, third)
    assert union(third, one, other) == union(union(one, other), third) == union(one, union(other, third)) == merged
    assert union(merged, merged, other) == merged


@given(intervals)
def test_merged_intervals_are_in_order_and_apart(some: list[Interval]) -> None:
    merged = union(some)
    assert all(before[1] < after[0] for before, after in pairwise(merged))


@given(intervals)
def test_gaps_are_what_is_left(some: list[Interval]) -> None:
    merged = union(some)
    assert points_in(gaps(merged, LENGTH)) == set(range(LENGTH)) - points_in(merged)


@given(stretches, st.integers(1, 60_000), st.integers(NOW - 150_000, NOW))
def test_trimming_never_adds(watched: Watched, duration: int, published: int) -> None:
    kept = trim(watched, duration=duration, published=published, now=NOW).kept
    if kept is None:
        return
    assert 0 <= kept.start <= kept.end <= duration
    assert kept.end - kept.start <= watched.end - watched.start
    assert watched.clock_start <= kept.clock_start <= kept.clock_end <= watched.clock_end
    assert kept.clock_start >= published
    assert kept.end - kept.start <= 2 * (kept.clock_end - kept.clock_start)


@given(st.lists(stretches, max_size=8), st.randoms(use_true_random=False))
def test_any_order_and_repetition_credits_the_same(history: list[Watched], chance: object) -> None:
    def credit(reports: list[Watched]) -> tuple[list[Interval], int]:
        kept = [one for watched in reports if (one := trim(watched, duration=60_000, published=0, now=NOW).kept)]
        media = union([(one.start, one.end) for one in kept])
        return media, credited(media, [union([(one.clock_start, one.clock_end) for one in kept])])

    again = history * 2
    chance.shuffle(again)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert credit(again) == credit(history)


def _trim(watched: Watched) -> tuple[Watched | None, tuple[TrimReason, ...]]:
    trimmed = trim(watched, duration=60_000, published=NOW - 100_000, now=NOW)
    return trimmed.kept, trimmed.reasons


def test_honest_watching_at_double_speed_is_kept_whole() -> None:
    honest = Watched(10_000, 30_000, NOW - 10_000, NOW)
    assert _trim(honest) == (honest, ())


def test_an_hour_in_a_second_is_two_seconds() -> None:
    assert _trim(Watched(0, 60_000, NOW - 1000, NOW)) == (Watched(0, 2000, NOW - 1000, NOW), (TrimReason.TOO_FAST,))


def test_before_publication_is_cut_in_proportion() -> None:
    half = Watched(5_000, 10_000, NOW - 100_000, NOW - 95_000)
    assert _trim(Watched(0, 10_000, NOW - 105_000, NOW - 95_000)) == (half, (TrimReason.TOO_EARLY,))


def test_the_future_counts_nothing() -> None:
    assert _trim(Watched(0, 5000, NOW + 500_000, NOW + 505_000)) == (None, (TrimReason.IN_THE_FUTURE,))


def test_beyond_the_end_counts_nothing() -> None:
    assert _trim(Watched(58_000, 70_000, NOW - 12_000, NOW)) == (
        Watched(58_000, 60_000, NOW - 12_000, NOW),
        (TrimReason.BEYOND_THE_END,),
    )


def test_the_same_moments_of_one_browser_count_once() -> None:
    moments = [(NOW - 10_000, NOW)]
    assert credited([(0, 60_000)], [moments]) == 20_000
    assert credited([(0, 60_000)], [moments, moments]) == 40_000


@given(stretches, clocks, clocks)
def test_only_what_was_played_while_the_course_was_open_counts(watched: Watched, one: int, other: int) -> None:
    window = (min(one, other), max(one, other))
    trimmed = trim(watched, duration=90_000, published=0, now=NOW + 10**9, window=window)
    is_outside = watched.clock_start < window[0] or watched.clock_end > window[1]
    assert (TrimReason.NOT_TAKING_PART in trimmed.reasons) is is_outside
    if trimmed.kept is not None:
        assert window[0] <= trimmed.kept.clock_start <= trimmed.kept.clock_end <= window[1]
        assert trimmed.kept.end - trimmed.kept.start <= watched.end - watched.start
    if not is_outside:
        assert trimmed == trim(watched, duration=90_000, published=0, now=NOW + 10**9)
