"""Reads the boxes of an MP4 file: enough to see that it is whole, where it starts and how it is coded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTAINERS = frozenset({"moov", "trak", "mdia", "minf", "stbl", "edts", "moof", "traf"})
SAMPLE_ENTRY_BYTES = {"avc1": 78, "av01": 78, "mp4a": 28}  # fixed fields before the boxes inside it
STSD_BYTES = 8


class BoxError(ValueError):
    """The file ends inside a box, or is none at all."""


@dataclass(frozen=True)
class Box:
    kind: str
    content: bytes


def _split(data: bytes) -> Iterator[Box]:
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise BoxError("The file ends in the head of a box.")
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        if size < head or at + size > len(data):
            raise BoxError("The file ends inside a box.")
        yield Box(kind.decode("latin-1"), data[at + head : at + size])
        at += size


def boxes(data: bytes) -> Iterator[Box]:
    """Yield every box, outer before inner. Raises BoxError when the file does not end where its last box does."""
    for box in _split(data):
        yield box
        if box.kind in CONTAINERS:
            yield from boxes(box.content)
        elif box.kind == "stsd":
            yield from boxes(box.content[STSD_BYTES:])
        elif box.kind in SAMPLE_ENTRY_BYTES:
            yield from boxes(box.content[SAMPLE_ENTRY_BYTES[box.kind] :])


def codecs(init: Path) -> str:
    """Return the codec of an init file as RFC 6381 writes it: `avc1.640028`, `av01.0.08M.08`, `mp4a.40.2`."""
    for box in boxes(init.read_bytes()):
        if box.kind == "avcC":
            return f"avc1.{box.content[1:4].hex()}"
        if box.kind == "av1C":
            return _av1(box.content)
        if box.kind == "mp4a":
            return "mp4a.40.2"
    raise BoxError("No codec that we make.")


def _av1(record: bytes) -> str:
    """Name an AV1 stream: profile, level and tier, bits (AV1 in ISOBMFF 2.3 and 5)."""
    profile, level, tier = record[1] >> 5, record[1] & 31, record[2] >> 7
    bits = 8 if not record[2] & 0x40 else 12 if record[2] & 0x20 else 10
    return f"av01.{profile}.{level:02d}{'HM'[not tier]}.{bits:02d}"


def decode_times(segment: Path) -> list[int]:
    """Return where each fragment of a segment starts, in units of its track's time scale."""
    times = []
    for box in boxes(segment.read_bytes()):
        if box.kind == "tfdt":
            form = ">Q" if box.content[0] == 1 else ">I"
            times.append(int(struct.unpack_from(form, box.content, 4)[0]))
    return times


def first_offset(segment: Path) -> int:
    """Return how much later than it is decoded the first picture of a segment is shown, in units of its track's time scale.

    Read from the first run of samples (ISO 14496-12, 8.8.8).
    """
    box = next(box for box in boxes(segment.read_bytes()) if box.kind == "trun")
    flags = int.from_bytes(box.content[1:4], "big")
    at = 8 + sum(4 for bit in (0x1, 0x4) if flags & bit)
    before = sum(4 for bit in (0x100, 0x200, 0x400) if flags & bit)
    return int(struct.unpack_from(">i", box.content, at + before)[0]) if flags & 0x800 else 0
