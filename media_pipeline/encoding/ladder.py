"""Which pictures are made of a source: sizes, frame rate, the length of a group of pictures."""

from dataclasses import dataclass, replace
from fractions import Fraction

from media_pipeline.probing.media_info import HDR_TRANSFERS, MediaInfo

SEGMENT_SECONDS = 4
STANDARD_RATES = tuple(Fraction(text) for text in ("24000/1001", "24", "25", "30000/1001", "30"))
TOP_RATE = Fraction(30)
# Bits a second that a rung may reach, by the short side of its picture.
CAPS = {360: 700_000, 480: 1_300_000, 720: 2_800_000, 1080: 5_000_000}


OWN_SIZE_FROM = 1.25  # how much larger than the last rung a source must be to get a rung of its own size


@dataclass(frozen=True)
class Rung:
    name: str
    width: int
    height: int
    cap: int
    codec: str = "h264"

    @property
    def pixels(self) -> int:
        return self.width * self.height


@dataclass(frozen=True)
class Plan:
    """`gop` is the number of frames in a segment: `SEGMENT_SECONDS` of them, to the nearest frame."""

    rungs: tuple[Rung, ...]
    rate: Fraction
    is_interlaced: bool = False
    hdr: str = ""  # the transfer function of a source with a high dynamic range
    is_untagged: bool = False  # nothing says how its numbers become colours

    @property
    def group_seconds(self) -> Fraction:
        """How long a segment lasts, exactly: 4 s at 25 and 30 pictures a second, 4.004 s at 29.97."""
        return self.gop / self.rate

    @property
    def gop(self) -> int:
        return max(1, round(self.rate * SEGMENT_SECONDS))

    @property
    def segment_seconds(self) -> float:
        """What to ask the packager for: never more than a group lasts, or it would wait for the next one."""
        is_short = self.group_seconds < SEGMENT_SECONDS
        return round(float(self.group_seconds) * 0.99, 3) if is_short else SEGMENT_SECONDS


def even(value: float) -> int:
    return max(2, 2 * round(value / 2))


def even_below(value: int) -> int:
    return max(2, value - value % 2)


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


def short_sides(source: int, sizes: tuple[int, ...]) -> list[int]:
    """Choose short sides, lowest first, none larger than `source`.

    The source's own size joins them when the ladder would leave more than a fifth of it unused; a near duplicate does not.
    """
    fitting = [size for size in sorted(sizes) if size <= source]
    is_own_wanted = not fitting or (source < max(sizes) and source >= OWN_SIZE_FROM * fitting[-1])
    return [*fitting, even_below(source)] if is_own_wanted else fitting


def plan(info: MediaInfo, sizes: tuple[int, ...], *, has_av1: bool = False) -> Plan:
    """Plan the rungs for the short sides `sizes`, lowest first; none for a file without a picture.

    `has_av1`: the top rung, when it is not the only one, is made in AV1 too.
    """
    if not info.has_video:
        return Plan(rungs=(), rate=TOP_RATE)
    rungs = [rung(info, size) for size in short_sides(min(info.width, info.height), sizes)]
    if has_av1 and len(rungs) > 1:
        rungs.append(replace(rungs[-1], name=f"{rungs[-1].name}-av1", codec="av1"))
    return Plan(
        rungs=tuple(rungs),
        rate=frame_rate(info),
        is_interlaced=info.is_interlaced,
        hdr=HDR_TRANSFERS.get(info.transfer, ""),
        is_untagged=info.is_untagged,
    )
