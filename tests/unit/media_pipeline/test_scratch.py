"""A folder of work stays as long as its process lives, however old it is, and is found once that was killed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from media_pipeline.scratch import abandoned, remove_abandoned, scratch

WORK = """
import sys, time
from django.conf import settings
settings.configure(MEDIA_WORK_ROOT=sys.argv[1])
from media_pipeline.scratch import scratch
with scratch("tracks") as folder:
    (folder / "half.srt").touch()
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that works in a folder, and the folder."""
    with subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_killed(worker: tuple[subprocess.Popen[str], Path], settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_WORK_ROOT = tmp_path
    process, folder = worker
    with scratch("poster") as mine:
        remove_abandoned()
        assert sorted(tmp_path.iterdir()) == sorted([folder, mine])
        process.kill()
        process.wait()
        assert abandoned() == [folder]
        remove_abandoned()
        assert list(tmp_path.iterdir()) == [mine]
    assert list(tmp_path.iterdir()) == []


def test_without_any_work(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_WORK_ROOT = tmp_path / "none"
    remove_abandoned()
    assert abandoned() == []
