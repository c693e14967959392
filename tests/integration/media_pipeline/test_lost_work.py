"""A full disk: encoders exit with 0 and leave half of their work (trap 2). Nothing of it is published, nobody is blamed."""

import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from media_pipeline import storage
from media_pipeline.enums import JobState
from media_pipeline.services import free_space
from tests.integration.media_pipeline.conftest import Upload, work
from tests.integration.media_pipeline.test_lease import due, pretend

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]

CUT = "[ -f 180p-00001.m4s ] && truncate -s -100 180p-00001.m4s; true"
ZEROED = "d=open('180p-00001.m4s','rb').read();i=d.index(b'mdat')+4;open('180p-00001.m4s','wb').write(d[:i]+bytes(len(d)-i))"


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("[ -f 180p-00001.m4s ] && rm 180p-00001.m4s; true", "120 pictures of 180p are there, 180 were written."),
        (CUT, "The file ends inside a box."),
        ("[ -f 180p-00001.m4s ] && : > 180p-00001.m4s; true", "180p-00001.m4s holds no sample."),
        (f'[ -f 180p-00001.m4s ] && {sys.executable} -Ic "{ZEROED}"; true', "The last segment of 180p cannot be played."),
        ("rm -f 180p-*", "Nothing was written of 180p from segment 0 on."),
    ],
    ids=["a segment is missing", "a segment is cut", "a segment is empty", "no picture in it", "nothing is there"],
)
def test_an_encoder_that_lost_its_work_without_a_word(
    harm: str, reason: str, small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings
) -> None:
    settings.FFMPEG = pretend(tmp_path / "full", f'"$REAL" "$@" || exit $?\n{harm}')
    video = upload(small_clip)
    job = work(video)
    assert (job.state, job.error_log) == (JobState.QUEUED, reason)
    kept = job.rendition_set.chunks.filter(rungs="180p", is_last=True)
    assert list(kept) == [], "the next attempt would take it for the end of the film"
    assert not storage.public_folder(job.rendition_set).exists()


def test_what_was_lost_is_made_by_the_next_attempt(
    small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings
) -> None:
    settings.FFMPEG = pretend(tmp_path / "full", f'"$REAL" "$@" || exit $?\n{CUT}')
    video = upload(small_clip)
    assert work(video).state == JobState.QUEUED
    settings.FFMPEG = ""
    due(video)
    job = work(video)
    assert (job.state, round(job.rendition_set.duration, 1)) == (JobState.DONE, 6.0), "nothing of it passes for the end"


def test_a_failure_on_a_full_disk_waits_for_room_and_is_not_counted(
    small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FFMPEG = pretend(tmp_path / "full", "echo No space left on device >&2; exit 1")
    monkeypatch.setattr(free_space, "LOW_BYTES", 10**18)
    video = upload(small_clip)
    job = work(video)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert job.error.startswith("The server has no room: 32 MB are needed, ")
    settings.FFMPEG = ""
    due(video)
    assert work(video).state == JobState.DONE
