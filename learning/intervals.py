"""Half-open intervals of whole milliseconds, `(start, end)` with `start < end`: union, gaps, and what is plausible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learning.enums import TrimReason

Interval = tuple[int, int]
ALWAYS: Interval = (0, 2**63)  # epoch milliseconds
FASTEST = 2  # milliseconds of video in a millisecond of the clock
CLOCK_TOLERANCE_MS = 120_000  # how far a device's clock may run ahead
SLACK_MS = 1000  # less than this is measuring, not worth a word to the learner


@dataclass(frozen=True)
class Watched:
    """A stretch that a browser says it played: media time and, at both ends, its own clock. All in milliseconds."""

    start: int
    end: int
    clock_start: int
    clock_end: int


@dataclass(frozen=True)
class Trimmed:
    """What is left of a stretch, None if nothing is, and why the rest is not counted."""

    kept: Watched | None
    reasons: tuple[TrimReason, ...] = ()


def union(*sets: Iterable[Sequence[int]]) -> list[Interval]:
    """Return what lies in any of `sets`, merged and in order. Associative, commutative, idempotent; drops what is empty."""
    merged: list[Interval] = []
    for start, end in sorted((one[0], one[1]) for some in sets for one in some if one[0] < one[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def covered(intervals: Iterable[Sequence[int]]) -> int:
    """Return the length of `intervals`, which must be merged."""
    return sum(one[1] - one[0] for one in intervals)


def gaps(intervals: Iterable[Sequence[int]], duration: int) -> list[Interval]:
    """Return what is missing between 0 and `duration`; `intervals` must be merged."""
    missing: list[Interval] = []
    reached = 0
    for start, end in intervals:
        if start > reached:
            missing.append((reached, min(start, duration)))
        reached = max(reached, end)
    return [*missing, (reached, duration)] if reached < duration else missing


def credited(intervals: Iterable[Sequence[int]], clocks: Iterable[Iterable[Sequence[int]]]) -> int:
    """Return how much of `intervals` counts: at most twice the time that the browsers' clocks say somebody watched.

    One browser's clock counts once, however many stretches it reports for the same moments. As a function of two unions
    it does not depend on the order of the reports, which cutting overlapping stretches one after another would.
    """
    return min(covered(intervals), FASTEST * sum(covered(clock) for clock in clocks))


def _cut_clock(watched: Watched, *, published: int, now: int, window: Interval) -> Trimmed:
    """Leave out what was played before `published`, later than `now` or outside `window`; media time is cut in proportion."""
    latest = now + CLOCK_TOLERANCE_MS
    first, last = max(watched.clock_start, published, window[0]), min(watched.clock_end, latest, window[1])
    reasons = [TrimReason.TOO_EARLY] if published > watched.clock_start else []
    reasons += [TrimReason.IN_THE_FUTURE] if latest < watched.clock_end else []
    is_outside = window[0] > watched.clock_start or window[1] < watched.clock_end
    reasons += [TrimReason.NOT_TAKING_PART] if is_outside else []
    if not reasons:
        return Trimmed(watched)
    if first >= last:
        return Trimmed(None, tuple(reasons))
    span, media = watched.clock_end - watched.clock_start, watched.end - watched.start
    start = watched.start + (first - watched.clock_start) * media // span
    end = watched.end - (watched.clock_end - last) * media // span
    return Trimmed(Watched(start, end, first, last), tuple(reasons))


def trim(watched: Watched, *, duration: int, published: int, now: int, window: Interval = ALWAYS) -> Trimmed:
    """Keep of `watched` what somebody can have seen. `published` and `now` are epoch milliseconds of our clock.

    So is `window`, in which the reader could learn in the course.
    An empty stretch (`start == end`) says only where the reader is; it is kept where it is possible.
    """
    cut = _cut_clock(watched, published=published, now=now, window=window)
    if cut.kept is None:
        return cut
    kept, reasons = cut.kept, list(cut.reasons)
    if kept.end > duration:
        reasons += [TrimReason.BEYOND_THE_END] if kept.end > duration + SLACK_MS else []
        kept = Watched(min(kept.start, duration), duration, kept.clock_start, kept.clock_end)
    fastest = FASTEST * (kept.clock_end - kept.clock_start)
    if kept.end - kept.start > fastest:
        reasons += [TrimReason.TOO_FAST] if kept.end - kept.start > fastest + SLACK_MS else []
        kept = Watched(kept.start, kept.start + fastest, kept.clock_start, kept.clock_end)
    return Trimmed(kept, tuple(reasons))
