"""The suite's own database: migrated once for each state of the migrations, then copied into the memory of each worker."""

import contextlib
import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]
SHAPING = ("*/migrations/*.py", "*/*/migrations/*.py", "*/*/*/migrations/*.py", "site/config/settings/**/*.py")


def _state() -> str:
    """Return a hash of what decides how the database looks: our migrations, those of the libraries, the settings."""
    files = [ROOT / "requirements-dev.lock", *sorted({file for pattern in SHAPING for file in ROOT.glob(pattern)})]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"trellis-database-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    return folder


@contextlib.contextmanager
def _filled_from(migrated: Path) -> Iterator[None]:
    """While this lasts, a new database in memory begins as a copy of `migrated`."""

    def fill(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
        with contextlib.closing(sqlite3.connect(migrated)) as source:
            source.backup(connection.connection)

    connection_created.connect(fill)
    try:
        yield
    finally:
        connection_created.disconnect(fill)


def _keep(migrated: Path) -> None:
    draft = migrated.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(draft)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    for former in migrated.parent.glob("*.sqlite3"):
        former.unlink()
    draft.rename(migrated)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Let one worker migrate while the others wait, and these begin with its result: they find nothing left to migrate."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_setup")
        return
    migrated = _folder() / f"{_state()}.sqlite3"
    with (_folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _filled_from(migrated) if migrated.exists() else contextlib.nullcontext():
            request.getfixturevalue("django_db_setup")
        if not migrated.exists():
            with django_db_blocker.unblock():
                _keep(migrated)
