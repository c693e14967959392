"""Databases of the search that are filled already: made once, kept below `bench/out/search`, copied wherever one is measured.

They count as long as nothing has changed that decides which rows stand in them.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from bench.kept import OUT, ROOT
from bench.process_cost import seconds
from bench.search_corpus import fill
from tests.media.postgres import USER, Postgres, running_postgres
from tests.search.postgres import default_database, make_tables

KEPT = OUT / "search"
CODE = (
    "bench/search_corpus.py",
    *(f"search/{name}.py" for name in ("prepared", "statistics", "spelling", "services/vocabulary", "engines/*s*q*")),
    *("search/analysis/**/*.*", "search/migrations/*.py", "search/models/*.py", "tests/search/judged/documents-*.yaml"),
)
SQLITE = "django.db.backends.sqlite3"


def state() -> str:
    """Return a hash of what decides which rows the documents have."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in CODE for path in ROOT.glob(pattern) if path.suffix in {".py", ".yaml", ".txt"}}):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def clock() -> float:
    """Return the processor time of this process and, on PostgreSQL, of the one that answers it, in seconds.

    The kernel counts the other one in nanoseconds, or where it does not, in hundredths.
    """
    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    try:
        behind = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        behind = seconds([pid])
    return time.process_time() + behind


Open = Callable[[int], AbstractContextManager[None]]


@contextmanager
def filled(vendor: str, *, folder: Path = KEPT) -> Iterator[Open]:
    """Yield what opens a copy of the database with so many documents, as the default database of this thread."""
    folder.mkdir(parents=True, exist_ok=True)
    if vendor == "sqlite":
        yield lambda size: _sqlite(folder, size)
        return
    with running_postgres() as server:
        yield lambda size: _postgres(server, folder, size)


@contextmanager
def _sqlite(folder: Path, size: int) -> Iterator[None]:
    kept = folder / f"{state()}-{size}.sqlite3"
    copy, making = kept.with_suffix(".copy"), kept.with_suffix(".new")
    if not kept.exists():
        making.unlink(missing_ok=True)
        with default_database(f"sqlite:///{making}"):
            make_tables()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
            fill(size)
        making.rename(kept)
    shutil.copy(kept, copy)
    try:
        with default_database(f"sqlite:///{copy}", OPTIONS=_options()):
            yield
    finally:
        for file in folder.glob(f"{copy.name}*"):
            file.unlink()


def _options() -> dict[str, Any]:
    """Return how the product opens a database of SQLite."""
    ours: dict[str, Any] = settings.DATABASES["default"]
    return dict(ours["OPTIONS"]) if ours["ENGINE"] == SQLITE else {}


@contextmanager
def _postgres(server: Postgres, folder: Path, size: int) -> Iterator[None]:
    """A dump is kept. The statistics of the tables are fresh, as autovacuum keeps them."""
    kept, beside = folder / f"{state()}-{size}.dump", server.folder / "dump"
    url = server.create(f"search{size}")
    access = ("-h", str(server.folder), "-U", USER, "-d", f"search{size}")
    if kept.exists():
        shutil.copy(kept, beside)
        beside.chmod(0o644)
        server.run("pg_restore", *access, str(beside))
    else:
        with default_database(url):
            make_tables()
            fill(size)
        server.run("pg_dump", *access, "-Fc", "-f", str(beside))
        shutil.copy(beside, kept)
    beside.unlink()
    try:
        with default_database(url):
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            yield
    finally:
        server.run("dropdb", "-h", str(server.folder), "-U", USER, "--force", f"search{size}")
