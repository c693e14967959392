"""Makes finished files outlive a power cut, and shows later that they are the same."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Seal:
    """What lies in a folder: how many bytes, and one SHA-256 over the names and contents of its files."""

    bytes: int
    sha256: str


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def flush(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def seal(folder: Path) -> Seal:
    """Write everything in `folder` to the disk and say what it is. Raises OSError when the disk does not take it."""
    for path in [*_files(folder), *(path for path in folder.rglob("*") if path.is_dir()), folder]:
        flush(path)
    return measure(folder)


def measure(folder: Path) -> Seal:
    digest, size = hashlib.sha256(), 0
    for file in _files(folder):
        with file.open("rb") as opened:
            inner = hashlib.file_digest(opened, "sha256")
        digest.update(f"{file.relative_to(folder)}\n{inner.hexdigest()}\n".encode())
        size += file.stat().st_size
    return Seal(size, digest.hexdigest())
