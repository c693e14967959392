"""Our own master playlist: what is written is measured, and only complete rungs are listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from media_pipeline.enums import RenditionKind
from media_pipeline.packaging.playlist import INDEX

GROUP = "sound"


@dataclass(frozen=True)
class Sound:
    uri: str
    bandwidth: int
    average_bandwidth: int
    codecs: str
    language: str  # as BCP 47 writes it
    name: str
    channels: int = 2


@dataclass(frozen=True)
class Variant:
    """Bandwidths in bits a second, of the picture alone."""

    uri: str
    width: int
    height: int
    frame_rate: float
    bandwidth: int
    average_bandwidth: int
    codecs: str


class Listed(Protocol):
    """What is known of a rung, be it a row or a folder."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def frame_rate(self) -> float: ...
    @property
    def bandwidth(self) -> int: ...
    @property
    def average_bandwidth(self) -> int: ...
    @property
    def codecs(self) -> str: ...


def _sound_line(sound: Sound) -> str:
    return (
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{GROUP}",NAME="{sound.name}",LANGUAGE="{sound.language}",DEFAULT=YES,AUTOSELECT=YES,'
        f'CHANNELS="{sound.channels}",URI="{sound.uri}"'
    )


def _variant_lines(variant: Variant, sound: Sound | None) -> list[str]:
    extra = (sound.bandwidth, sound.average_bandwidth) if sound else (0, 0)
    codecs = f"{variant.codecs},{sound.codecs}" if sound else variant.codecs
    line = (
        f"#EXT-X-STREAM-INF:BANDWIDTH={variant.bandwidth + extra[0]},AVERAGE-BANDWIDTH={variant.average_bandwidth + extra[1]},"
        f'CODECS="{codecs}",RESOLUTION={variant.width}x{variant.height},FRAME-RATE={variant.frame_rate:.3f}'
    )
    return [f'{line},AUDIO="{GROUP}"' if sound else line, variant.uri]


def _sound_alone(sound: Sound, group: str) -> list[str]:
    line = f"#EXT-X-STREAM-INF:BANDWIDTH={sound.bandwidth},AVERAGE-BANDWIDTH={sound.average_bandwidth}"
    return [f'{line},CODECS="{sound.codecs}"{group}', sound.uri]


def master(variants: Sequence[Variant], sound: Sound | None) -> str:
    """Write the playlist: pictures lowest first, then the sound by itself for those who only listen."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound and variants:
        lines.append(_sound_line(sound))
    for variant in sorted(variants, key=lambda variant: (variant.height * variant.width, variant.average_bandwidth)):
        lines += _variant_lines(variant, sound)
    if sound:
        lines += _sound_alone(sound, f',AUDIO="{GROUP}"' if variants else "")
    return "\n".join([*lines, ""])


def listing(parts: Iterable[Listed], *, language: str, name: str) -> str:
    """Write the master playlist of `parts`; `language` (BCP 47) and its `name` are those of the sound."""
    variants, sound = [], None
    for part in parts:
        uri, rates = f"{part.name}/{INDEX}", (part.bandwidth, part.average_bandwidth)
        if part.kind == RenditionKind.AUDIO:
            sound = Sound(uri, *rates, part.codecs, language, name)
        else:
            variants.append(Variant(uri, part.width, part.height, part.frame_rate, *rates, part.codecs))
    return master(variants, sound)
