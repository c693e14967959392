"""The real worker, in processes of its own, on a database file."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PATIENCE = 60  # seconds; a hang, not a bar


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"TASKS_URL", "DATABASE_URL"}}
    return {**kept, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0"}


def enqueue(data: Path, code: str) -> None:
    script = f"from tests.integration.operations.tasks import *; {code}"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", script], cwd=ROOT, env=environment(data), check=True)


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "This never came true."
        time.sleep(0.1)


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def data(tmp_path: Path, migrated: Path) -> Path:
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    return tmp_path


@pytest.fixture
def worker(data: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment(data))
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def test_both_lanes_work_and_stopping_leaves_nothing(data: Path, worker: "subprocess.Popen[bytes]") -> None:
    quick, slow = data / "quick", data / "slow"
    enqueue(data, f"note_slowly.enqueue({str(slow)!r}); note.enqueue({str(quick)!r}, 'a'); note.enqueue({str(quick)!r}, 'b')")
    until(lambda: len(lines(slow)) == 1 and len(lines(quick)) == 2)
    assert lines(quick) == ["a", "b"]
    (data / "slow.go").touch()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    assert not Path(f"/proc/{lines(slow)[0]}").exists()


def test_a_task_whose_lane_was_killed_is_done_by_the_next_one(data: Path, worker: "subprocess.Popen[bytes]") -> None:
    slow = data / "slow"
    enqueue(data, f"note_slowly.enqueue({str(slow)!r})")
    until(lambda: len(lines(slow)) == 1)
    os.kill(int(lines(slow)[0]), signal.SIGKILL)
    until(lambda: len(lines(slow)) == 2)
    (data / "slow.go").touch()
    first, second = lines(slow)
    assert first != second
