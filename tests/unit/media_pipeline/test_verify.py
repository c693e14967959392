import struct
from pathlib import Path

import pytest

from media_pipeline.packaging import verify
from media_pipeline.packaging.playlist import MediaPlaylist, Segment


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


HEAD = '#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n'
ENTRY = "#EXTINF:{0},\n{1}\n"
END = "#EXT-X-ENDLIST\n"
GOOD = HEAD + ENTRY.format("4.0", "0.m4s") + ENTRY.format("1.5", "1.m4s") + END


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.m3u8").write_text(GOOD)
    for name in ("init.mp4", "0.m4s", "1.m4s"):
        (tmp_path / name).write_bytes(box(b"moof") + box(b"mdat", b"12345678"))
    return tmp_path


def test_a_whole_rung_is_read_back(folder: Path) -> None:
    found = verify.rung(folder, written=5.5)
    assert found == MediaPlaylist(folder, folder / "init.mp4", (Segment("0.m4s", 4.0, 24), Segment("1.m4s", 1.5, 24)))
    assert (found.seconds, found.bytes, found.bandwidth, found.average_bandwidth) == (5.5, 72, 70, 70)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("index.m3u8", b"", "index.m3u8 is not a whole playlist."),
        ("index.m3u8", GOOD.removesuffix(END).encode(), "index.m3u8 is not a whole playlist."),
        ("index.m3u8", (HEAD + END).encode(), "index.m3u8 names no segment."),
        ("index.m3u8", GOOD.replace("1.m4s", "../1.m4s").encode(), "index.m3u8 names ../1.m4s in a way that we never do."),
        ("init.mp4", b"", "init.mp4 is missing or empty."),
        ("1.m4s", b"", "1.m4s is missing or empty."),
        ("1.m4s", box(b"mdat", b"12345678")[:-3], "The file ends inside a box."),
        ("2.m4s.tmp", b"half", "2.m4s.tmp was never finished."),
    ],
)
def test_what_a_full_disk_or_a_stop_leaves_is_not_complete(folder: Path, name: str, content: bytes, reason: str) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(verify.IncompleteError) as caught:
        verify.rung(folder, written=5.5)
    assert str(caught.value) == reason


def test_less_on_disk_than_was_written_is_not_complete(folder: Path) -> None:
    with pytest.raises(verify.IncompleteError, match=r"5\.50 s lie in .*, 9\.00 s were written"):
        verify.rung(folder, written=9)


def test_rungs_must_have_the_same_boundaries(folder: Path) -> None:
    found = verify.rung(folder, written=5.5)
    shifted = MediaPlaylist(folder, found.init, (Segment("0.m4s", 4.1, 24), Segment("1.m4s", 1.4, 24)))
    verify.aligned(found, found)
    with pytest.raises(verify.IncompleteError, match=r"0\.m4s lasts"):
        verify.aligned(found, shifted)
    with pytest.raises(verify.IncompleteError, match="2 and 1 segments"):
        verify.aligned(found, MediaPlaylist(folder, found.init, found.segments[:1]))


@pytest.mark.parametrize(("expected", "early"), [(5.5, False), (5.8, False), (6.2, True), (11.0, True)])
def test_an_upload_is_damaged_when_a_twentieth_is_missing(folder: Path, expected: float, early: bool) -> None:
    assert verify.ends_early(verify.rung(folder, written=5.5), expected) is early
