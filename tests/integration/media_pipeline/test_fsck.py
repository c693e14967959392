"""`manage.py fsck` on a real, encoded video: clean, then with each thing broken, both ways."""

import io
import os
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.storage import PrivateStorage
from media_pipeline import models, storage
from media_pipeline.enums import JobState
from media_pipeline.models import Chunk, RenditionSet, TranscodeJob, Video
from media_pipeline.models.upload import parts_folder
from tests.factories.media import make_job, make_track
from tests.integration.media_pipeline.conftest import Upload, work

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _own_originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Private files of this test alone: those of others are nobody's here."""
    private = PrivateStorage(location=tmp_path / "private")
    monkeypatch.setattr(Video._meta.get_field("file"), "storage", private)


def fsck(*options: str) -> tuple[bool, list[str]]:
    """Return whether all is well, and the sentences."""
    out = io.StringIO()
    try:
        call_command("fsck", *options, stdout=out)
    except CommandError:
        return False, out.getvalue().splitlines()
    return True, out.getvalue().splitlines()


def age(path: Path) -> None:
    old = time.time() - 2 * 24 * 3600
    os.utime(path, (old, old))


def test_both_ways(
    small_clip: Path, upload: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    video = upload(small_clip)
    with django_capture_on_commit_callbacks(execute=True):
        version = work(video).rendition_set
    track = make_track(video)
    assert fsck() == (True, ["Everything fits together."])
    _files_without_rows(video)
    _rows_without_files(video, version, Path(track.file.path))
    _pieces(version)
    _undecided()
    _jobs()


def _files_without_rows(video: Video) -> None:
    """Each is told; what is a day old goes with --repair, what is young stays, for its row may be on its way."""
    public, private = Path(django_settings.MEDIA_ROOT) / "videos", Path(video.file.path).parent
    folder, left = storage.video_folder(video), Path(django_settings.MEDIA_WORK_ROOT) / "job-9-9"
    pieces = left.with_name("version-99")
    for path, words in [
        (private / "left.mp4", f"videos, originals: No video names the original {private / 'left.mp4'}."),
        (public / "0000" / "x", f"videos, folders: No video has the folder {public / '0000'}."),
        (folder / "v7" / "x", f"videos, folders: No version has the folder {folder / 'v7'}."),
        (folder / "tracks" / "x.vtt", f"videos, folders: No row names the captions {folder / 'tracks' / 'x.vtt'}."),
        (folder / "v1" / "99p" / "index.m3u8", f"videos, folders: No row names the rendition {folder / 'v1' / '99p'}."),
        (left / "x", f"videos, jobs: No job works in the folder {left}."),
        (pieces / "x", f"videos, pieces: No unfinished version has the folder {pieces}."),
        (parts_folder() / "x.part", f"videos, uploads: No upload has the part {parts_folder() / 'x.part'}."),
    ]:  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        assert fsck() == (False, [words])
        assert fsck("--repair") == (False, [words]), "too young"
        told = Path(words.rsplit(" ", 1)[1].rstrip("."))
        age(told)
        assert fsck("--repair") == (True, [f"{words} Mended.", "Everything fits together."])
        assert (path.exists(), fsck()[0]) == (False, True)


def _rows_without_files(video: Video, version: RenditionSet, track: Path) -> None:
    folder = storage.public_folder(version)
    broken = f"The rendition 180p in version 1 of “{video.title}”"
    title = f"Version 1 of “{video.title}”"
    for path, words in [
        (folder / "master.m3u8", f"videos, published: {title} has no master.m3u8."),
        (folder / "poster.webp", f"videos, published: {title} has no poster.webp."),
        (folder / "180p" / "00001.m4s", f"videos, published: {broken} is not whole: 00001.m4s is missing or empty."),
        (track, f"videos, tracks: The file of {video.tracks.get()} of “{video.title}” is not there."),
        (Path(video.file.path), f"videos, originals: The original {video.file.name} is named by a video, but it is not there."),
    ]:  # fmt: skip
        aside = path.with_name("aside")
        shutil.move(path, django_settings.MEDIA_WORK_ROOT.parent / "aside")
        assert fsck("--repair") == (False, [words]), "nothing is invented"
        shutil.move(django_settings.MEDIA_WORK_ROOT.parent / "aside", path)
        assert (aside.exists(), fsck()[0]) == (False, True)
    version.renditions.filter(name="180p").update(segments=F("segments") + 1)
    assert fsck() == (False, [f"videos, published: {broken} is not whole: The number of segments is another."])
    version.renditions.filter(name="180p").update(segments=F("segments") - 1)
    kept = list(version.renditions.all())
    version.renditions.all().delete()
    assert not fsck()[0]
    version.renditions.bulk_create(kept)


def _pieces(version: RenditionSet) -> None:
    """A row whose folder went is no finished piece; it goes, and the piece is made again."""
    values = {"rungs": "180p", "start": 0, "length": 4, "is_last": False, "bytes": 1, "sha256": "ab", "recipe": "cd"}
    Chunk.objects.create(rendition_set=version, name="first-00000", **values)
    words = f"videos, pieces: The piece first-00000 of {version} is remembered, but it is not there."
    assert fsck() == (False, [words])
    assert fsck("--repair") == (True, [f"{words} Mended.", "Everything fits together."])
    assert Chunk.objects.count() == 0


def _undecided() -> None:
    """An upload that waits for its editor, without its bytes."""
    values = {"name": "a.mp4", "size": 1, "language": "en", "collection_id": 1, "expires_at": timezone.now()}
    owner = User.objects.create_user(email="editor@example.org", password="x")
    waiting = models.Upload.objects.create(owner=owner, title="Loom", finished_at=timezone.now(), **values)
    words = "videos, uploads: The upload “Loom” waits for a decision, but its file is not there."
    assert fsck("--repair") == (False, [words])
    waiting.delete()
    assert fsck()[0]


def _jobs() -> None:
    job = make_job(state=JobState.RUNNING, lease_expires_at=timezone.now() - timedelta(seconds=1))
    assert fsck() == (False, [f"videos, jobs: Job {job.pk} is said to run, but nobody holds its lease."])
    assert fsck("--repair")[0]
    TranscodeJob.objects.filter(pk=job.pk).update(lease_expires_at=timezone.now() + timedelta(seconds=60))
    assert fsck()[0]
