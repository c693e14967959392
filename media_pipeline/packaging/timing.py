"""Where a segment lies in time, read from its boxes: what ffprobe says of a chunk hides a seam that browsers fall into."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from media_pipeline.packaging.boxes import Box, BoxError, boxes

# Flags of ISO 14496-12, 8.8.7 (tfhd) and 8.8.8 (trun).
TFHD_BEFORE_DURATION = (0x1, 8), (0x2, 4)
TFHD_DURATION = 0x8
TRUN_BEFORE_SAMPLES = (0x1, 4), (0x4, 4)
TRUN_FIELDS = DURATION, SIZE, FLAGS, OFFSET = 0x100, 0x200, 0x400, 0x800


@dataclass(frozen=True)
class Timing:
    """`start` and `length` in units of the track's time scale; `is_closed`: no picture is shown before the first one."""

    start: int
    length: int
    samples: int
    is_closed: bool

    @property
    def end(self) -> int:
        return self.start + self.length


def _flags(box: Box) -> int:
    return int.from_bytes(box.content[1:4], "big")


def _word(box: Box, at: int) -> int:
    return int(struct.unpack_from(">I", box.content, at)[0])


def scale(init: Path) -> int:
    """Return how many units of the track make a second."""
    box = next(box for box in boxes(init.read_bytes()) if box.kind == "mdhd")
    return _word(box, 20 if box.content[0] == 1 else 12)


def _default_duration(box: Box) -> int:
    flags = _flags(box)
    at = 8 + sum(size for bit, size in TFHD_BEFORE_DURATION if flags & bit)
    return _word(box, at) if flags & TFHD_DURATION else 0


def _samples(box: Box, default: int) -> Iterator[tuple[int, int]]:
    """Yield the length of each sample of a `trun` and how much later than it is decoded it is shown."""
    flags, count = _flags(box), _word(box, 4)
    at = 8 + sum(size for bit, size in TRUN_BEFORE_SAMPLES if flags & bit)
    fields = [bit for bit in TRUN_FIELDS if flags & bit]
    for number in range(count):
        entry = at + 4 * len(fields) * number
        length = _word(box, entry) if flags & DURATION else default
        late = struct.unpack_from(">i", box.content, entry + 4 * fields.index(OFFSET))[0] if flags & OFFSET else 0
        yield length, late


def read(segment: Path) -> Timing:
    """Read the boxes of a whole segment. Raises BoxError when it has no sample or does not end where its last box does."""
    start, at, default, shown = None, 0, 0, []
    for box in boxes(segment.read_bytes()):
        if box.kind == "tfhd":
            default = _default_duration(box)
        elif box.kind == "tfdt":
            at = int(struct.unpack_from(">Q" if box.content[0] == 1 else ">I", box.content, 4)[0])
            start = at if start is None else start
        elif box.kind == "trun":
            for length, late in _samples(box, default):
                shown.append(at + late)
                at += length
    if start is None or not shown:
        raise BoxError(f"{segment.name} holds no sample.")
    return Timing(start, at - start, len(shown), min(shown) == shown[0])


def gap(timings: Sequence[Timing]) -> int | None:
    """Return the number of the first segment that does not start where the one before it ends."""
    return next((n for n in range(1, len(timings)) if timings[n].start != timings[n - 1].end), None)


def seconds(timing: Timing, units: int) -> float:
    return float(Fraction(timing.length, units))
