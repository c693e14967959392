"""One migrated database for each state of the migrations: made once a machine, then copied wherever one is needed."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = ("TASKS_URL", "DATABASE_URL", "DEBUG")
DAY = 24 * 60 * 60  # seconds; two branches under test do not take away each other's


def _state() -> str:
    """Return a hash of what decides how the database looks: our migrations, the settings, the versions of the libraries."""
    ours = [folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name not in {".venv", "node_modules", "var"}]
    files = [file for folder in ours for file in folder.glob("**/migrations/*.py")]
    files += [*ROOT.glob("site/config/settings/**/*.py"), ROOT / "requirements-dev.lock"]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"trellis-database-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    return folder


def _migrate(target: Path) -> None:
    """Migrate as an installation does, and leave the database at `target`; those of yesterday's states go."""
    with tempfile.TemporaryDirectory(dir=target.parent) as data:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        own = {"DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONPATH": f"{ROOT}/site:{ROOT}"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(command, cwd=ROOT, env=kept | own, check=True)
        for former in target.parent.glob("*.sqlite3"):
            if former.stat().st_mtime < time.time() - DAY:
                former.unlink()
        with contextlib.closing(sqlite3.connect(Path(data) / "db.sqlite3")) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        shutil.move(Path(data) / "db.sqlite3", target)


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A migrated database as a file, to be copied. Of two workers one makes it, the other waits."""
    target = _folder() / f"{_state()}.sqlite3"
    with (_folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _migrate(target)
    return target


@contextlib.contextmanager
def _filled_from(migrated: Path) -> Iterator[None]:
    """While this lasts, a new database begins as a copy of `migrated`."""

    def fill(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
        with contextlib.closing(sqlite3.connect(migrated)) as source:
            source.backup(connection.connection)

    connection_created.connect(fill)
    try:
        yield
    finally:
        connection_created.disconnect(fill)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest) -> None:
    """Begin the suite's own database as a copy, where it is SQLite: its migrations find nothing left to do."""
    is_copied = connection.vendor == "sqlite"
    with _filled_from(request.getfixturevalue("migrated")) if is_copied else contextlib.nullcontext():
        request.getfixturevalue("django_db_setup")


@pytest.fixture
def own_database(
    migrated: Path, tmp_path: Path, django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """For the length of a test the suite's connection, and those of the threads that it starts, open a file of their own.

    What threads do is really committed there, and goes with the file.
    """
    own, kept, name = tmp_path / "own.sqlite3", connection.connection, connection.settings_dict["NAME"]
    shutil.copy(migrated, own)
    with django_db_blocker.unblock():
        connection.connection, connection.settings_dict["NAME"] = None, str(own)
        cache.clear()
        try:
            yield
        finally:
            connection.close()
            connection.connection, connection.settings_dict["NAME"] = kept, name
            cache.clear()
