"""A whole Trellis of its own: a data folder, a database, and processes that a test may start, freeze and kill."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds; a hang, not a bar
OUTSIDE = ("TASKS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG")


def until(holds: Callable[[], object], *, why: str, patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"This never came true: {why}"
        time.sleep(0.1)


@dataclass
class Installation:
    """`database` is a DATABASE_URL, empty for the SQLite file in `data`. `settings` adds to the environment."""

    data: Path
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        own = {
            "DATA_DIR": str(self.data),
            "DJANGO_SETTINGS_MODULE": "tests.media.settings",
            "PYTHONPATH": f"{ROOT}/site:{ROOT}",
        }
        return kept | own | ({"DATABASE_URL": self.database} if self.database else {}) | self.settings

    def desk(self, *words: str, before: tuple[str, ...] = ()) -> Any:
        """Run a command of `tests.media.desk`, `before` in front of it; return what it answers."""
        command = [*before, sys.executable, "-m", "tests.media.desk", *words]
        said = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr[-4000:]
        return json.loads(said.stdout.splitlines()[-1])

    def worker(self) -> "subprocess.Popen[bytes]":
        """Start a worker as an operator does; what it says goes to `worker.log`."""
        with (self.data / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "worker", "--skip-checks"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read from the database beside the processes that write to it."""
        if self.database:
            import psycopg  # only where PostgreSQL is there

            with psycopg.connect(self.database) as server:
                return server.execute(query).fetchall()
        with contextlib.closing(sqlite3.connect(self.data / "db.sqlite3", timeout=20)) as file:
            return file.execute(query).fetchall()

    def states(self) -> list[str]:
        return [state for (state,) in self.rows("SELECT state FROM media_pipeline_transcodejob ORDER BY id")]

    def processes(self) -> list[int]:
        """Return the processes that belong to this installation: the environment of each names its data folder."""
        mark = f"DATA_DIR={self.data}".encode()
        return [pid for pid in running() if mark in environment_of(pid)]

    def stop(self) -> None:
        """End every worker politely."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.started:
            process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        """End every process that is left, for good."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self.started:
            process.wait(timeout=PATIENCE)


def running() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def environment_of(pid: int) -> list[bytes]:
    """Return the variables of a process; none when it is gone, a zombie or somebody else's."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return []


@pytest.fixture
def installation(tmp_path: Path, migrated: Path) -> Iterator[Installation]:
    """One on SQLite; nothing of it runs on after the test."""
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    made = Installation(tmp_path)
    yield made
    made.kill()
