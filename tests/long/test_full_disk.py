"""A disk that fills up under everything, the database included, while a worker works; it goes on without a restart."""

from pathlib import Path

import pytest

from media_pipeline.enums import JobState
from tests.media.clips import clip
from tests.media.installation import Installation
from tests.media.small_disk import is_possible, on_disk

pytestmark = [pytest.mark.long, pytest.mark.ffmpeg]


def test_a_worker_survives_a_full_disk(migrated: Path, tmp_path: Path) -> None:
    if not is_possible():
        pytest.skip("This user may not mount a small disk (unshare --mount --map-root-user).")
    film = clip(tmp_path / "film.mp4", size="640x360", rate="15", seconds=16)
    disk = tmp_path / "disk"
    disk.mkdir()
    installation = Installation(disk, settings={"TEST_LADDER": "180,360", "TEST_LEASE_SECONDS": "10"})
    files = (str(film), str(migrated), str(tmp_path / "worker.log"))
    told = installation.desk("full-disk-under-worker", *files, before=on_disk(disk, size="96m"))
    [version] = told.pop("versions")
    assert told == {"was_full": True, "lived": True, "public": False, "work": []}
    assert (version["jobs"], version["sets"]) == ([JobState.DONE], [[1, True]])
    assert version["rungs"] == ["180p", "360p", "sound"]
    assert installation.processes() == []
