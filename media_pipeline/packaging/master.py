"""Our own master playlist: what is written is measured, and only complete rungs are listed."""

from collections.abc import Iterable
from typing import Protocol

from media_pipeline.enums import RenditionKind
from media_pipeline.packaging.playlist import INDEX

GROUP = "sound"
CHANNELS = 2


class Listed(Protocol):
    """What is known of a rung or of the sound, be it a row or a folder. Bandwidths in bits a second, of it alone."""

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


def _address(part: Listed) -> str:
    return f"{part.name}/{INDEX}"


def _sound_line(sound: Listed, language: str, name: str) -> str:
    return (
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{GROUP}",NAME="{name}",LANGUAGE="{language}",DEFAULT=YES,AUTOSELECT=YES,'
        f'CHANNELS="{CHANNELS}",URI="{_address(sound)}"'
    )


def _picture_lines(picture: Listed, sound: Listed | None) -> list[str]:
    extra = (sound.bandwidth, sound.average_bandwidth) if sound else (0, 0)
    codecs = f"{picture.codecs},{sound.codecs}" if sound else picture.codecs
    line = (
        f"#EXT-X-STREAM-INF:BANDWIDTH={picture.bandwidth + extra[0]},AVERAGE-BANDWIDTH={picture.average_bandwidth + extra[1]},"
        f'CODECS="{codecs}",RESOLUTION={picture.width}x{picture.height},FRAME-RATE={picture.frame_rate:.3f}'
    )
    return [f'{line},AUDIO="{GROUP}"' if sound else line, _address(picture)]


def _sound_alone(sound: Listed, group: str) -> list[str]:
    line = f"#EXT-X-STREAM-INF:BANDWIDTH={sound.bandwidth},AVERAGE-BANDWIDTH={sound.average_bandwidth}"
    return [f'{line},CODECS="{sound.codecs}"{group}', _address(sound)]


def listing(parts: Iterable[Listed], *, language: str, name: str) -> str:
    """Write the playlist of `parts`: pictures lowest first, then the sound by itself for those who only listen.

    `language` (BCP 47) and its `name` are those of the sound.
    """
    listed = sorted(parts, key=lambda part: (part.height * part.width, part.average_bandwidth))
    pictures = [part for part in listed if part.kind != RenditionKind.AUDIO]
    sound = next((part for part in listed if part.kind == RenditionKind.AUDIO), None)
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound and pictures:
        lines.append(_sound_line(sound, language, name))
    for picture in pictures:
        lines += _picture_lines(picture, sound)
    if sound:
        lines += _sound_alone(sound, f',AUDIO="{GROUP}"' if pictures else "")
    return "\n".join([*lines, ""])
