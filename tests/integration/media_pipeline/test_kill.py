"""`kill -9` and crowding: the small form of `tests/long/test_kill.py`; of freezing that is in `test_lease.py`."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from media_pipeline.enums import JobState
from tests.media import killing
from tests.media.clips import clip
from tests.media.installation import Installation, until

pytestmark = pytest.mark.ffmpeg

SMALL = {"TEST_LADDER": "180,360", "TEST_LEASE_SECONDS": "4"}
NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
DONE = JobState.DONE.value
SECONDS, JOBS = 16, 3


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """640 × 360: two rungs, long enough to be interrupted."""
    return clip(tmp_path_factory.mktemp("film") / "film.mp4", size="640x360", rate="15", seconds=SECONDS)


@pytest.fixture(scope="module")
def uploaded(film: Path, migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation where `film` is the only upload and nobody works on it yet."""
    data = tmp_path_factory.mktemp("uploaded")
    shutil.copy(migrated, data / "db.sqlite3")
    Installation(data, settings=SMALL.copy()).desk("upload", str(film))
    return data


@pytest.fixture
def waiting(installation: Installation, uploaded: Path) -> Installation:
    """A copy of it."""
    shutil.copytree(uploaded, installation.data, dirs_exist_ok=True)
    return installation


@pytest.fixture(autouse=True)
def _small(installation: Installation) -> None:
    installation.settings |= SMALL


def is_under_way(installation: Installation, *, after: str = "") -> bool:
    """Whether the chunk `after` is finished and an encoder has written something more."""
    names = {name for _version, name, _rungs in killing.chunks(installation)} | {""}
    work = installation.data / "work"
    return after in names and bool(killing.encoders(installation)) and any(work.glob("job-*/**/*.m4s*"))


def test_killed_twice_it_is_done_once(waiting: Installation, film: Path) -> None:
    installation, log = waiting, killing.counting(waiting)
    kept: set[tuple[int, int]] = set()
    lines, segments = 0, killing.segments(installation)
    for after, with_children in (("", True), ("others-00000", False)):
        installation.worker()
        until(partial(is_under_way, installation, after=after), why="the next chunk is begun")
        killing.kill(installation, with_children=with_children)
        assert killing.repeated(log, since=lines, finished_segments=segments) == []
        assert killing.finished(installation) >= kept
        kept, segments, lines = killing.finished(installation), killing.segments(installation), len(lines_of(log))
        until(lambda: killing.lease_is_over(installation, NOW), why="the lease ran out")
    assert segments["180p"] == 4
    assert segments["360p"] >= 1
    installation.worker()
    until(lambda: installation.states() == [DONE], why="the job is done")
    installation.stop()

    assert killing.end(installation) == killing.End(
        jobs=[DONE], sets=[[(1, True)]], rungs=[["180p", "360p", "sound"]], work=[],
        originals={killing.digest(film)}, is_whole=True,
    )  # fmt: skip
    assert kept <= killing.finished(installation)
    assert killing.repeated(log, since=lines, finished_segments=segments) == []
    assert killing.begun(log, since=lines) == [("360p", segments["360p"])]
    assert installation.processes() == []


def lines_of(log: Path) -> list[str]:
    return log.read_text().splitlines()


def test_two_workers_do_each_job_once(installation: Installation, tmp_path: Path) -> None:
    log = killing.counting(installation)
    small = clip(tmp_path / "small.mp4", seconds=1)
    names = [shutil.copy(small, tmp_path / f"{number}.mp4") for number in range(JOBS)]
    installation.desk("upload", *map(str, names))
    for _ in range(2):
        installation.worker()
    until(lambda: installation.states() == [DONE] * JOBS, why="all jobs are done")
    installation.stop()

    assert installation.rows("SELECT DISTINCT attempts, fencing_token FROM media_pipeline_transcodejob") == [(1, 1)]
    assert len(killing.encodes(log)) == len(set(killing.encodes(log))) == JOBS
    assert killing.end(installation) == killing.End(
        jobs=[DONE] * JOBS, sets=[[(1, True)]] * JOBS, rungs=[["180p", "sound"]] * JOBS, work=[],
        originals={killing.digest(small)}, is_whole=True,
    )  # fmt: skip
