"""However often a transfer is cut, resent or damaged, what arrives are the same bytes."""

import base64
import hashlib
import io
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media_pipeline.models import Upload
from media_pipeline.services import receive_bytes as receiving
from media_pipeline.services.receive_bytes import receive_bytes
from media_pipeline.uploading import part
from media_pipeline.uploading.checksum import Checksum
from media_pipeline.uploading.part import OffsetError, Part
from media_pipeline.uploading.refusal import UploadError

SIZE = 3 * receiving.BLOCK_BYTES + 77
FILM = b"\0\0\0\x20ftyp" + bytes(index * 31 % 251 for index in range(SIZE - 8))


class Wire(io.BytesIO):
    """A connection that breaks after `cut` bytes, with an error or without a word."""

    def __init__(self, data: bytes, *, cut: int, is_loud: bool) -> None:
        super().__init__(data[:cut])
        self.is_loud = is_loud and cut < len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data and self.is_loud:
            raise OSError("connection reset")
        return data


@dataclass(frozen=True)
class Try:
    """One request: it begins `ahead` bytes from where the file ends, and announces `length`."""

    ahead: int
    length: int
    cut: int
    is_loud: bool
    checksum: str  # none, right or wrong

    def send(self, upload: Upload) -> int:
        """Return the status of the answer."""
        offset = max(0, part.size(upload.part) + self.ahead)
        data = FILM[offset : offset + self.length]
        check = None
        if self.checksum != "none":
            sum_of = data if self.checksum == "right" else data + b"!"
            check = Checksum.read(f"sha256 {base64.b64encode(hashlib.sha256(sum_of).digest()).decode()}")
        wire = Wire(data, cut=self.cut, is_loud=self.is_loud)
        try:
            receive_bytes(upload=upload, offset=offset, length=len(data), stream=wire, checksum=check)
        except UploadError as error:
            return error.status
        return 204


sizes = st.integers(0, SIZE)
tries = st.builds(
    Try,
    ahead=st.sampled_from([0, 0, 0, -1, 1, -5000, 5000]),
    length=sizes,
    cut=st.one_of(st.just(SIZE), sizes),
    is_loud=st.booleans(),
    checksum=st.sampled_from(["none", "none", "right", "wrong"]),
)


def unsaved() -> Upload:
    return Upload(name="film.mp4", size=SIZE, expires_at=timezone.now() + timedelta(days=7))


@given(st.lists(tries, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_sequence_of_cuts_ends_in_the_same_bytes(private: Path, attempts: list[Try]) -> None:
    upload = unsaved()
    for attempt in attempts:
        before = part.size(upload.part)
        status = attempt.send(upload)
        after = upload.part.read_bytes() if upload.part.exists() else b""
        assert after == FILM[: len(after)]
        assert len(after) >= before  # nothing that has arrived is lost
        if status != 204:
            assert len(after) == before
        elif attempt.checksum == "none":
            assert len(after) == before + min(attempt.length, attempt.cut, SIZE - before)
    Try(0, SIZE, SIZE, is_loud=False, checksum="none").send(upload)
    assert upload.part.read_bytes() == FILM
    assert list(upload.part.parent.iterdir()) == [upload.part]
    upload.part.unlink()


def test_many_writers_at_once_never_mix(private: Path) -> None:
    """Each goes on from where the file ends; bytes are taken once, whoever is first."""
    upload = unsaved()
    start = threading.Barrier(4)

    def resend() -> None:
        start.wait()
        while part.size(upload.part) < SIZE:
            Try(0, 9973, SIZE, is_loud=False, checksum="none").send(upload)

    writers = [threading.Thread(target=resend) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert upload.part.read_bytes() == FILM


def test_a_request_that_fell_asleep_keeps_nobody_out(private: Path) -> None:
    """It holds no lock while it waits, and what it has to say afterwards comes too late."""
    upload = unsaved()
    with Part(upload.part) as asleep:
        end = asleep.append(FILM[:100], at=0)
        assert Try(0, SIZE, SIZE, is_loud=False, checksum="none").send(upload) == 204
        with pytest.raises(OffsetError):
            asleep.append(FILM[100:200], at=end)
    assert upload.part.read_bytes() == FILM


def test_a_full_disk_keeps_what_fits(private: Path) -> None:
    """`RLIMIT_FSIZE` stands in for the end of the disk: the same refusal by the system, in the middle of a write."""
    import resource
    import signal

    upload, room = unsaved(), receiving.BLOCK_BYTES + 1000
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        assert Try(0, SIZE, SIZE, is_loud=False, checksum="none").send(upload) == 507
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert upload.part.read_bytes() == FILM[:room]
    assert Try(0, SIZE, SIZE, is_loud=False, checksum="none").send(upload) == 204
    assert upload.part.read_bytes() == FILM
