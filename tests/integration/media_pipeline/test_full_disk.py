"""A disk that is full, that fills up in the middle of the work, and that has room again: all in one process."""

from pathlib import Path

import pytest

from media_pipeline.enums import JobState
from tests.media.clips import clip
from tests.media.installation import Installation
from tests.media.small_disk import is_possible, on_disk

pytestmark = pytest.mark.ffmpeg


def test_nothing_half_is_published_and_it_goes_on_when_there_is_room(installation: Installation, tmp_path: Path) -> None:
    if not is_possible():
        pytest.skip("This user may not mount a small disk (unshare --mount --map-root-user).")
    film = clip(tmp_path / "film.mp4", size="640x360", rate="15", seconds=16)
    disk = tmp_path / "disk"
    disk.mkdir()
    installation.settings |= {"TEST_LADDER": "180,360", "TEST_DISK": str(disk)}
    full, filling, roomy = installation.desk("full-disk", str(film), before=on_disk(disk, size="64m"))

    assert (full["state"], full["attempts"], full["rungs"], full["is_public"]) == (JobState.QUEUED, 0, [], False)
    assert full["error"].startswith("The server has no room: ")
    assert full["error"].endswith(" 0 MB are free. It goes on when there is room.")
    assert (filling["state"], filling["rungs"], filling["is_public"]) == (JobState.QUEUED, [], False), filling["log"]
    assert filling["error"]
    assert not filling["is_alive"], "the disk never filled"
    assert (roomy["state"], roomy["error"], roomy["warning"]) == (JobState.DONE, "", "")
    assert sorted(roomy["rungs"]) == ["180p", "360p", "sound"]
    assert (full["work"], roomy["work"]) == ([], [])
    assert [name for name in filling["work"] if not name.startswith("version-")] == [], "only finished pieces stay"
    assert all(one["original"] for one in (full, filling, roomy))
