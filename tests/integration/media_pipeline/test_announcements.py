"""What others hear of a video, and what is left when it goes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from media_pipeline import storage
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.services.track import remove_track
from media_pipeline.signals import tracks_changed, video_failed, video_ready
from media_pipeline.sweeps import remove_deleted_videos
from tests.factories.media import make_track, make_upload
from tests.integration.media_pipeline.conftest import Upload, work

pytestmark = pytest.mark.django_db
NAMES = {"ready": video_ready, "failed": video_failed, "tracks": tracks_changed}


@pytest.fixture
def heard() -> Iterator[list[tuple[str, Video]]]:
    calls: list[tuple[str, Video]] = []

    def receiver(name: str) -> Any:
        return lambda sender, video, **kwargs: calls.append((name, video))

    receivers = {name: receiver(name) for name in NAMES}
    for name, signal in NAMES.items():
        signal.connect(receivers[name])
    yield calls
    for name, signal in NAMES.items():
        signal.disconnect(receivers[name])


@pytest.mark.ffmpeg
def test_ready_is_said_when_it_can_be_watched_and_when_all_is_there(
    heard: list[tuple[str, Video]],
    small_clip: Path,
    upload: Upload,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    video = upload(small_clip)
    with django_capture_on_commit_callbacks(execute=True):
        work(video)
        assert heard == [], "nothing is said before the commit"
    assert heard == [("ready", video), ("ready", video)]


def test_failed_is_said_once(
    heard: list[tuple[str, Video]],
    tmp_path: Path,
    upload: Upload,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    (tmp_path / "text.mp4").write_bytes(b"text")
    video = upload(tmp_path / "text.mp4")
    with django_capture_on_commit_callbacks(execute=True):
        work(video)
    assert heard == [("failed", video)]


def test_tracks_are_said_to_change(
    heard: list[tuple[str, Video]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    video = make_upload()
    with django_capture_on_commit_callbacks(execute=True):
        track = make_track(video)
        remove_track(track=track)
    assert heard == [("tracks", video), ("tracks", video)]


@pytest.mark.ffmpeg
def test_a_deleted_video_goes_with_every_file_after_thirty_days(
    small_clip: Path, upload: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    video = upload(small_clip)
    work(video)
    folder, original = storage.video_folder(video), Path(video.file.path)
    video.delete()
    with django_capture_on_commit_callbacks(execute=True):
        remove_deleted_videos()
    assert (folder.exists(), original.exists(), Video.objects.count(), Video.all_objects.count()) == (True, True, 0, 1)

    Video.all_objects.update(deleted_at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        remove_deleted_videos()
    left = [model.objects.count() for model in (RenditionSet, TranscodeJob)]
    assert (folder.exists(), original.exists(), Video.all_objects.count(), left) == (False, False, 0, [0, 0])
