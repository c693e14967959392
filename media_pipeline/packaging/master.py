"""Our own master playlist: what is written is measured, and only complete rungs are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def _sound_alone(sound: Sound) -> list[str]:
    line = f"#EXT-X-STREAM-INF:BANDWIDTH={sound.bandwidth},AVERAGE-BANDWIDTH={sound.average_bandwidth}"
    return [f'{line},CODECS="{sound.codecs}",AUDIO="{GROUP}"', sound.uri]


def master(variants: Sequence[Variant], sound: Sound | None) -> str:
    """Write the playlist: pictures lowest first, then the sound by itself for those who only listen."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound:
        lines.append(_sound_line(sound))
    for variant in sorted(variants, key=lambda variant: variant.height * variant.width):
        lines += _variant_lines(variant, sound)
    if sound:
        lines += _sound_alone(sound)
    return "\n".join([*lines, ""])
