from hypothesis import given
from hypothesis import strategies as st

from learning.buckets import BUCKETS, places, read, seen, written
from learning.intervals import union

LENGTH = 997  # of no use to whoever divides by a hundred
stretches = st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)), max_size=8)


def model(intervals: list[tuple[int, int]], duration: int) -> set[int]:
    """Ask each hundredth, in hundredths of a millisecond, how much of it was played."""
    played = {
        place: sum(
            max(0, min(end * 100, (place + 1) * duration) - max(start * 100, place * duration)) for start, end in intervals
        )
        for place in range(BUCKETS)
    }
    return {place for place, length in played.items() if 2 * length >= duration}


@given(stretches, st.integers(1, LENGTH))
def test_a_bucket_counts_from_half_of_it_on(some: list[tuple[int, int]], duration: int) -> None:
    intervals = [(start, min(end, duration)) for start, end in union(some) if start < duration]
    assert set(places(seen(intervals, duration))) == model(intervals, duration)


@given(stretches, stretches)
def test_more_watching_only_adds(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    before, after = seen(union(some), LENGTH), seen(union(some, others), LENGTH)
    assert before & ~after == 0
    assert read(written(after)) == after


def test_the_whole_and_nothing() -> None:
    assert places(seen([(0, 60_000)], 60_000)) == list(range(BUCKETS))
    assert (seen([], 60_000), seen([(0, 5)], 0), written(0), read("")) == (0, 0, "", 0)
    assert places(seen([(0, 300)], 60_000)) == [0]
    assert places(seen([(0, 299)], 60_000)) == []
