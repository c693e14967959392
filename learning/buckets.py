"""The hundredths of a video that somebody has watched, as the bits of one number: bit 0 is the beginning."""

from collections.abc import Iterable, Sequence

BUCKETS = 100


def seen(intervals: Iterable[Sequence[int]], duration: int) -> int:
    """Return the buckets of which at least half was played; `intervals` must be merged, both in milliseconds.

    What is added to `intervals` only ever adds buckets.
    """
    played = [0] * BUCKETS
    for start, end in intervals:
        # In hundredths of milliseconds bucket n goes exactly from n × duration to (n + 1) × duration.
        first, last = start * BUCKETS, min(end, duration) * BUCKETS
        for place in range(first // duration, min(BUCKETS, -(-last // duration))) if duration else ():
            played[place] += min(last, (place + 1) * duration) - max(first, place * duration)
    return sum(1 << place for place, length in enumerate(played) if duration and 2 * length >= duration)


def places(bits: int) -> list[int]:
    """Return which buckets are set."""
    return [place for place in range(BUCKETS) if bits >> place & 1]


def written(bits: int) -> str:
    """Return how a row keeps the buckets: hexadecimal, "" for none."""
    return f"{bits:x}" if bits else ""


def read(text: str) -> int:
    return int(text or "0", 16)
