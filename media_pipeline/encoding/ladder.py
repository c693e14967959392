"""Which pictures are made of a source: sizes, frame rate, the length of a group of pictures."""

from dataclasses import dataclass
from fractions import Fraction

from media_pipeline.probing.media_info import MediaInfo

SEGMENT_SECONDS = 4
STANDARD_RATES = tuple(Fraction(text) for text in ("24000/1001", "24", "25", "30000/1001", "30"))
TOP_RATE = Fraction(30)
# Bits a second that a rung may reach, by the short side of its picture.
CAPS = {360: 700_000, 480: 1_300_000, 720: 2_800_000, 1080: 5_000_000}


@dataclass(frozen=True)
class Rung:
    name: str
    width: int
    height: int
    cap: int


@dataclass(frozen=True)
class Plan:
    """`gop` is the number of frames in a segment: `SEGMENT_SECONDS` of them, to the nearest frame."""

    rungs: tuple[Rung, ...]
    rate: Fraction
    is_interlaced: bool = False

    @property
    def gop(self) -> int:
        return max(1, round(self.rate * SEGMENT_SECONDS))

    @property
    def segment_seconds(self) -> float:
        """What to ask the packager for: never more than a group lasts, or it would wait for the next one."""
        return min(float(SEGMENT_SECONDS), round(float(self.gop / self.rate) * 0.99, 3)) if self._is_short else SEGMENT_SECONDS

    @property
    def _is_short(self) -> bool:
        return self.gop / self.rate < SEGMENT_SECONDS


def even(value: float) -> int:
    return max(2, 2 * round(value / 2))


def cap(short_side: int) -> int:
    """Return the cap of the nearest standard size at or above `short_side`."""
    return next((bits for size, bits in sorted(CAPS.items()) if size >= short_side), CAPS[1080])


def rung(info: MediaInfo, short_side: int) -> Rung:
    scale = short_side / min(info.width, info.height)
    width, height = even(info.width * scale), even(info.height * scale)
    return Rung(f"{short_side}p", width, height, cap(short_side))


def _own_rate(info: MediaInfo) -> Fraction:
    """Return the rate to aim at: the average of a steady source, the base of an unsteady one unless that is a mere clock."""
    if info.is_steady or not 0 < info.top_frame_rate <= 2 * TOP_RATE:
        return info.frame_rate or TOP_RATE
    return info.top_frame_rate


def frame_rate(info: MediaInfo) -> Fraction:
    """Return the constant rate to make: halved until at most 30, then a standard one; a steady slow source keeps its own."""
    rate = _own_rate(info)
    while rate > TOP_RATE * Fraction(102, 100):
        rate /= 2
    if info.is_steady and rate < STANDARD_RATES[0] * Fraction(98, 100):
        return max(Fraction(1), rate.limit_denominator(1001))
    return min(STANDARD_RATES, key=lambda standard: abs(standard - rate))


def plan(info: MediaInfo, sizes: tuple[int, ...]) -> Plan:
    """Plan the rungs for the short sides `sizes`, lowest first, none larger than the source."""
    short_side = min(info.width, info.height)
    fitting = [size for size in sorted(sizes) if size <= short_side] or [even(short_side)]
    rungs = tuple(rung(info, size) for size in fitting)
    return Plan(rungs=rungs, rate=frame_rate(info), is_interlaced=info.is_interlaced)
