"""Times are read from boxes written here by hand, as ISO 14496-12 lays them out."""

import struct
from pathlib import Path

import pytest

from media_pipeline.packaging import timing, verify
from media_pipeline.packaging.timing import Timing
from tests.unit.media_pipeline.test_verify import box


def fragment(start: int, *, lengths: list[int] | None = None, late: list[int] | None = None, default: int = 10) -> bytes:
    """Write a fragment of samples; without `lengths` each lasts `default`."""
    count = len(lengths or late or [0])
    flags = (0x100 if lengths else 0) | (0x800 if late else 0) | 0x1
    tfhd = box(b"tfhd", struct.pack(">IIII", 0x20008 | 0x2, 1, 1, default))
    tfdt = box(b"tfdt", struct.pack(">IQ", 1 << 24, start))
    rows = b"".join(
        (struct.pack(">I", lengths[n]) if lengths else b"") + (struct.pack(">i", late[n]) if late else b"")
        for n in range(count)
    )
    trun = box(b"trun", struct.pack(">IIi", 1 << 24 | flags, count, 0) + rows)
    return box(b"moof", box(b"traf", tfhd + tfdt + trun)) + box(b"mdat", b"pictures")


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_segment_says_where_it_lies(tmp_path: Path) -> None:
    plain = written(tmp_path, "plain.m4s", fragment(40, late=[0, 20, -10]))
    own = written(tmp_path, "own.m4s", fragment(0, lengths=[10, 10, 7]) + fragment(27, lengths=[3]))
    assert timing.read(plain) == Timing(start=40, length=30, samples=3, is_closed=True)
    assert timing.read(own) == Timing(start=0, length=30, samples=4, is_closed=True)


def test_a_group_that_shows_a_picture_before_its_first_is_open(tmp_path: Path) -> None:
    """The second picture is decoded at 110 and shown at 90, before the keyframe at 100."""
    assert not timing.read(written(tmp_path, "open.m4s", fragment(100, late=[0, -20]))).is_closed


def test_the_scale_of_a_track(tmp_path: Path) -> None:
    head = box(b"moov", box(b"trak", box(b"mdia", box(b"mdhd", struct.pack(">IIII", 0, 0, 0, 30000) + bytes(8)))))
    assert timing.scale(written(tmp_path, "init.mp4", head)) == 30000


def test_a_seam_must_go_on_where_the_segment_before_it_ends(tmp_path: Path) -> None:
    """Trap 6: ffprobe sees nothing of it, Chromium stops."""
    files = [written(tmp_path, f"{n}.m4s", fragment(start, late=[0, 0])) for n, start in enumerate((0, 20, 40))]
    verify.continuous(files, verify.timings(files))
    restarted = [*files[:2], written(tmp_path, "2.m4s", fragment(0, late=[0, 0]))]
    with pytest.raises(verify.IncompleteError, match=r"^2\.m4s starts at 0, the one before it ends at 40\.$"):
        verify.continuous(restarted, verify.timings(restarted))
    with pytest.raises(verify.IncompleteError, match=r"^1\.m4s starts at 20, not at 0\.$"):
        verify.continuous(files[1:], verify.timings(files[1:]))
    with pytest.raises(verify.IncompleteError, match=r"^There is no segment\.$"):
        verify.continuous([], [])


def test_half_a_segment_is_none(tmp_path: Path) -> None:
    whole = fragment(0, late=[0, 0])
    for name, data in {"cut": whole[:-3], "empty": b"", "head": box(b"styp")}.items():
        with pytest.raises(verify.IncompleteError):
            verify.timings([written(tmp_path, name, data)])
