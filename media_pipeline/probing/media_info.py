from dataclasses import dataclass
from fractions import Fraction
from typing import Any

# Numbers of ITU-T H.273: how light becomes numbers (PQ, HLG), and "nobody said".
HDR_TRANSFERS = {16: "smpte2084", 18: "arib-std-b67"}
UNSPECIFIED = 2


@dataclass(frozen=True)
class MediaInfo:
    """What is in an uploaded file. Times in seconds; `width` and `height` as displayed (turned, square pixels).

    `frame_rate` is the average, `top_frame_rate` the base that all times fit; 0 when the container does not know it.
    """

    container: str
    duration: float
    streams: int
    video_codec: str = ""
    audio_codec: str = ""
    coded_width: int = 0
    coded_height: int = 0
    width: int = 0
    height: int = 0
    frame_rate: Fraction = Fraction(0)
    top_frame_rate: Fraction = Fraction(0)
    is_interlaced: bool = False
    pixel_format: str = ""
    transfer: int = 2
    matrix: int = 2
    rotation: int = 0
    is_square: bool = True
    profile: str = ""
    channels: int = 0
    decodes: bool = False

    @property
    def has_audio(self) -> bool:
        return bool(self.audio_codec)

    @property
    def has_video(self) -> bool:
        return bool(self.video_codec)

    @property
    def is_untagged(self) -> bool:
        return self.matrix == UNSPECIFIED

    @property
    def is_steady(self) -> bool:
        """Whether pictures come at one rate: the average and the base agree within a fiftieth."""
        return abs(self.frame_rate - self.top_frame_rate) * 50 <= self.frame_rate

    @classmethod
    def from_report(cls, report: dict[str, Any]) -> "MediaInfo":
        """Read what `probing.child` printed."""
        rates = {name: Fraction(report[name]) for name in ("frame_rate", "top_frame_rate")}
        return cls(**{**report, **rates})
