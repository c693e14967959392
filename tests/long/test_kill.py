"""`kill -9` at twenty points of a job, four workers on forty jobs, a worker frozen past its lease; on both databases."""

import json
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from media_pipeline.enums import JobState
from tests.media import killing
from tests.media.clips import clip
from tests.media.installation import Installation, until

pytestmark = [pytest.mark.long, pytest.mark.ffmpeg]

POINTS = int(os.environ.get("KILL_POINTS", "20"))
JOBS, WORKERS = 40, 4
DONE = JobState.DONE.value
RUNGS = ["360p", "480p", "720p", "sound"]


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 s of 1280 × 720: several chunks of both rungs."""
    return clip(tmp_path_factory.mktemp("film") / "film.mp4", size="1280x720", seconds=30)


def newest(installation: Installation) -> tuple[Any, ...]:
    return installation.rows("SELECT state, percent, attempts FROM media_pipeline_transcodejob ORDER BY id DESC LIMIT 1")[0]


def undisturbed(installation: Installation, film: Path) -> float:
    """Return how many seconds the whole job takes when nobody disturbs it."""
    installation.desk("upload", str(film))
    installation.worker()
    until(lambda: newest(installation)[0] == JobState.RUNNING, why="the job begins")
    began = time.monotonic()
    until(lambda: newest(installation)[0] == DONE, why="the job ends")
    installation.stop()
    return time.monotonic() - began


def disturbed(installation: Installation, film: Path, log: Path, *, after: float, number: int, now: str) -> dict[str, Any]:
    """Upload, kill after so many seconds of work, start again; return what was under way and whether finished parts stayed."""
    before = killing.finished(installation)
    installation.desk("upload", str(film))
    installation.worker()
    until(lambda: newest(installation)[0] == JobState.RUNNING, why="the job begins")
    at = time.monotonic() + after
    until(lambda: time.monotonic() >= at, why="the moment comes")
    killing.kill(installation, with_children=number % 2 == 0)
    state, percent, _attempts = newest(installation)
    kept, segments, lines = killing.finished(installation), killing.segments(installation), log.read_text().count("\n")
    if number % 4 < 2:  # else the worker is there again before the lease is over
        until(lambda: killing.lease_is_over(installation, now), why="the lease ran out")
    installation.worker()
    until(lambda: newest(installation)[0] == DONE, why="the job is done")
    installation.stop()
    return {
        "point": number, "state": state, "percent": percent, "finished": len(kept - before),
        "stayed": kept <= killing.finished(installation), "left": len(installation.processes()),
        "repeated": killing.repeated(log, since=lines, finished_segments=segments),
    }  # fmt: skip


def test_killed_at_twenty_points(installation: Installation, film: Path, now: str, engine: str) -> None:
    log = killing.counting(installation)
    whole = undisturbed(installation, film)
    seen = [
        disturbed(installation, film, log, after=whole * (number + 0.5) / POINTS, number=number, now=now)
        for number in range(POINTS)
    ]
    print(engine, json.dumps(seen))
    assert [one["stayed"] for one in seen] == [True] * POINTS
    assert [one["left"] for one in seen] == [0] * POINTS
    assert sum(one["finished"] > 0 for one in seen) >= POINTS // 4, "too few kills came after something was finished"
    assert [one["repeated"] for one in seen] == [[]] * POINTS
    count = POINTS + 1
    installation.worker()
    until(lambda: not any((installation.data / "work").iterdir()), why="what the last kill left is taken away")
    installation.stop()
    assert killing.end(installation) == killing.End(
        jobs=[DONE] * count, sets=[[(1, True)]] * count, rungs=[RUNGS] * count, work=[],
        originals={killing.digest(film)}, is_whole=True,
    )  # fmt: skip


def test_forty_jobs_are_done_once_each(installation: Installation, tmp_path: Path) -> None:
    log = killing.counting(installation)
    small = clip(tmp_path / "small.mp4", seconds=2)
    names = [shutil.copy(small, tmp_path / f"{number}.mp4") for number in range(JOBS)]
    installation.desk("upload", *map(str, names))
    for _ in range(WORKERS):
        installation.worker()
    until(lambda: installation.states() == [DONE] * JOBS, why="all jobs are done", patience=900)
    installation.stop()

    assert installation.rows("SELECT DISTINCT attempts, fencing_token FROM media_pipeline_transcodejob") == [(1, 1)]
    assert len(killing.encodes(log)) == len(set(killing.encodes(log))) == JOBS
    assert killing.end(installation) == killing.End(
        jobs=[DONE] * JOBS, sets=[[(1, True)]] * JOBS, rungs=[["180p", "sound"]] * JOBS, work=[],
        originals={killing.digest(small)}, is_whole=True,
    )  # fmt: skip


def test_a_frozen_worker_wakes_up_too_late(installation: Installation, film: Path, now: str) -> None:
    installation.desk("upload", str(film))
    installation.worker()
    until(lambda: killing.encoders(installation), why="the first worker encodes")
    frozen = installation.processes()
    killing.send(signal.SIGSTOP, frozen)
    until(lambda: killing.lease_is_over(installation, now), why="its lease ran out")
    installation.worker()
    until(lambda: newest(installation)[0] == DONE, why="the second worker did it", patience=300)
    after = killing.made(installation.data / "public")
    killing.send(signal.SIGCONT, frozen)
    said = installation.data / "worker.log"
    until(lambda: "was taken over by another worker" in said.read_text(), why="the first worker noticed")
    installation.stop()

    assert killing.made(installation.data / "public") == after
    assert installation.rows("SELECT state, fencing_token, attempts FROM media_pipeline_transcodejob") == [(DONE, 2, 2)]
    assert killing.end(installation) == killing.End(
        jobs=[DONE], sets=[[(1, True)]], rungs=[RUNGS], work=[], originals={killing.digest(film)}, is_whole=True,
    )  # fmt: skip
