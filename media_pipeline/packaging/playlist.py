import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

INDEX, INIT = "index.m3u8", "init.mp4"
_MAP = re.compile(r'#EXT-X-MAP:URI="([^"/]+)"')
_DURATION = re.compile(r"#EXTINF:([0-9.]+),")


class PlaylistError(ValueError):
    """The playlist is not whole."""


@dataclass(frozen=True)
class Segment:
    name: str
    seconds: float
    bytes: int


@dataclass(frozen=True)
class MediaPlaylist:
    """One rung as it lies on disk."""

    folder: Path
    init: Path
    segments: tuple[Segment, ...]

    @property
    def seconds(self) -> float:
        return sum(segment.seconds for segment in self.segments)

    @property
    def bytes(self) -> int:
        return self.init.stat().st_size + sum(segment.bytes for segment in self.segments)

    @property
    def average_bandwidth(self) -> int:
        return round(8 * sum(segment.bytes for segment in self.segments) / self.seconds)

    @property
    def bandwidth(self) -> int:
        """Bits a second of the busiest segment; stubs shorter than half of the longest say nothing of a stream."""
        longest = max(segment.seconds for segment in self.segments)
        whole = [segment for segment in self.segments if segment.seconds >= longest / 2]
        peak = max(round(8 * segment.bytes / segment.seconds) for segment in whole)
        return max(peak, self.average_bandwidth)


def write(folder: Path, segments: Sequence[Segment]) -> MediaPlaylist:
    """Write the playlist of a rung whose init file and segments lie in `folder` already."""
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, math.ceil(max(segment.seconds for segment in segments)))}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{INIT}"',
    ]
    for segment in segments:
        lines += [f"#EXTINF:{segment.seconds:.6f},", segment.name]
    (folder / INDEX).write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))
    return MediaPlaylist(folder, folder / INIT, tuple(segments))


def _size(file: Path) -> int:
    size = file.stat().st_size if file.is_file() else 0
    if not size:
        raise PlaylistError(f"{file.name} is missing or empty.")
    return size


def read(file: Path) -> MediaPlaylist:
    """Read a media playlist of ours. Raises PlaylistError when it or a file that it names is missing, empty or elsewhere."""
    lines = file.read_text().splitlines() if file.is_file() else []
    found = next((match for line in lines if (match := _MAP.match(line))), None)
    if not lines or lines[0] != "#EXTM3U" or lines[-1] != "#EXT-X-ENDLIST" or found is None:
        raise PlaylistError(f"{file.name} is not a whole playlist.")
    init = file.parent / found.group(1)
    _size(init)
    segments, seconds = [], 0.0
    for line in lines:
        if match := _DURATION.match(line):
            seconds = float(match.group(1))
        elif not line.startswith("#"):
            if "/" in line or seconds <= 0:
                raise PlaylistError(f"{file.name} names {line} in a way that we never do.")
            segments.append(Segment(line, seconds, _size(file.parent / line)))
    if not segments:
        raise PlaylistError(f"{file.name} names no segment.")
    return MediaPlaylist(file.parent, init, tuple(segments))
