"""Folders for work that nobody goes on with once its process is gone: each is locked for as long as somebody works in it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

KINDS = ("tracks", "poster")


@contextmanager
def scratch(kind: str) -> Iterator[Path]:
    """Yield a new folder that goes with the block; `kind` is one of KINDS. A killed process leaves it to the sweep."""
    root = Path(settings.MEDIA_WORK_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with _locked(root):  # nobody sweeps between the folder and its lock
        folder = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=root))
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def abandoned() -> list[Path]:
    """Return the folders whose process is gone."""
    root = Path(settings.MEDIA_WORK_ROOT)
    if not root.is_dir():
        return []
    with _locked(root):
        return sorted(folder for kind in KINDS for folder in root.glob(f"{kind}-*") if _is_free(folder))


def remove_abandoned() -> None:
    for folder in abandoned():
        shutil.rmtree(folder, ignore_errors=True)


def _is_free(folder: Path) -> bool:
    with suppress(FileNotFoundError, BlockingIOError), _locked(folder, fcntl.LOCK_NB):
        return True
    return False


@contextmanager
def _locked(folder: Path, how: int = 0) -> Iterator[None]:
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | how)
        yield
    finally:
        os.close(lock)
