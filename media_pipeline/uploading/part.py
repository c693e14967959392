"""The bytes of an upload that have arrived so far: a file that only ever grows at its end."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OffsetError(Exception):
    """The file does not end where the bytes would begin: somebody else has written in the meantime."""


def size(path: Path) -> int:
    """Return how many bytes have arrived; none before the first."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def locked(descriptor: int) -> Iterator[None]:
    """Keep others out, in this process and in any other. The kernel lets go when the holder ends, however it ends."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class Part:
    """The open file. Two that write at once never mix: bytes are taken only at the place where the file ends.

    The lock is held for one block, never while a sender is waited for. So a connection that died unnoticed keeps nobody
    out: the next request goes on, and the dead one finds the end moved when it wakes up.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)

    def __enter__(self) -> "Part":
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._descriptor)

    @property
    def size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def begin(self) -> bytes:
        """Return the first 16 bytes."""
        return os.pread(self._descriptor, 16, 0)

    def sha256(self) -> str:
        """Return the hash of all of it in hexadecimal, also of a file whose name is gone meanwhile."""
        with os.fdopen(os.dup(self._descriptor), "rb") as file:
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def append(self, data: bytes, *, at: int) -> int:
        """Write `data` and return where the file ends then. Raises OffsetError unless it ends at `at` now, OSError.

        When the disk is full the beginning of `data` may have been kept.
        """
        with locked(self._descriptor):
            if self.size != at:
                raise OffsetError
            left = memoryview(data)
            while left:
                left = left[os.write(self._descriptor, left) :]
        return at + len(data)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep others from doing the same meanwhile; gives False when another is at it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def settle(self) -> None:
        """Have the disk keep what is there: what was acknowledged survives a power cut."""
        os.fdatasync(self._descriptor)
