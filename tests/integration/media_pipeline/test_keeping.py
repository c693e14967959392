"""What is kept, for how long, and what goes with a video."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from media_pipeline import storage
from media_pipeline.enums import JobState, RenditionKind
from media_pipeline.models import Rendition, RenditionSet, TranscodeJob, Video
from media_pipeline.services.keeping import remove_former_versions, remove_old_originals
from media_pipeline.services.transcode_job import request_transcode
from tests.factories.media import make_track, make_upload

pytestmark = pytest.mark.django_db
Commit = DjangoCaptureOnCommitCallbacks


def version(video: Video, *, days_ago: float | None, state: str = JobState.DONE, error_log: str = "") -> RenditionSet:
    """Upload another file to `video`; its version is complete, or its job ended in `state`, so many days ago."""
    if video.rendition_sets.exists():
        video.file.save("next.mp4", ContentFile(b"next"))
    job = request_transcode(video=video)
    then = timezone.now() - timedelta(days=days_ago) if days_ago is not None else None
    TranscodeJob.objects.filter(pk=job.pk).update(state=state, finished_at=then, error_log=error_log)
    if state == JobState.DONE:
        RenditionSet.objects.filter(pk=job.rendition_set_id).update(published_at=then, completed_at=then)
        folder = storage.public_folder(job.rendition_set) / "360p"
        folder.mkdir(parents=True)
        Rendition.objects.create(
            rendition_set=job.rendition_set, kind=RenditionKind.VIDEO, name="360p", bandwidth=1, average_bandwidth=1,
            codecs="", segments=1, bytes=1,
        )  # fmt: skip
    return job.rendition_set


def sweep(commit: Commit) -> tuple[int, int]:
    with commit(execute=True):
        return remove_former_versions(), remove_old_originals()


def originals(video: Video) -> list[bool]:
    """Say of each version whether its original is known and there."""
    sets = RenditionSet.objects.filter(video=video).order_by("version")
    return [bool(one.original) and storage.original(one).is_file() for one in sets]


@pytest.mark.parametrize(
    ("days", "swept", "folders", "kept"),
    [
        (0.5, (0, 0), [True, True], [True, True]),
        (2, (1, 0), [False, True], [True, True]),
        (31, (1, 1), [False, True], [False, True]),
    ],
)
def test_a_replaced_version(
    days: float, swept: tuple[int, int], folders: list[bool], kept: list[bool],
    django_capture_on_commit_callbacks: Commit,
) -> None:  # fmt: skip
    video = make_upload()
    sets = [version(video, days_ago=100), version(video, days_ago=days)]
    name = sets[0].original_name
    assert sweep(django_capture_on_commit_callbacks) == swept
    assert sweep(django_capture_on_commit_callbacks) == (0, 0), "twice is once"
    first = RenditionSet.objects.get(pk=sets[0].pk)
    assert [storage.public_folder(one).exists() for one in sets] == folders
    assert (first.removed_at is not None, first.renditions.count() == 0) == (not folders[0], not folders[0])
    assert (originals(video), first.original_name) == (kept, name)


def test_a_new_version_that_is_not_complete_replaces_nothing(django_capture_on_commit_callbacks: Commit) -> None:
    video = make_upload()
    version(video, days_ago=100)
    second = version(video, days_ago=40)
    RenditionSet.objects.filter(pk=second.pk).update(completed_at=None)
    assert sweep(django_capture_on_commit_callbacks) == (0, 0)
    assert originals(video) == [True, True]


@pytest.mark.parametrize(
    ("state", "log", "days", "kept"),
    [
        (JobState.FAILED, "", 29, True),
        (JobState.FAILED, "", 31, False),
        (JobState.FAILED, "Exit code 137.", 100, True),
        (JobState.CANCELLED, "", 100, True),
        (JobState.QUEUED, "", None, True),
    ],
)
def test_a_refused_original(
    state: str, log: str, days: float | None, *, kept: bool, django_capture_on_commit_callbacks: Commit
) -> None:
    video = make_upload()
    version(video, days_ago=days, state=state, error_log=log)
    sweep(django_capture_on_commit_callbacks)
    video.refresh_from_db()
    assert (originals(video), bool(video.file)) == ([kept], kept)


def test_when_the_new_file_is_refused_the_former_stays(django_capture_on_commit_callbacks: Commit) -> None:
    video = make_upload()
    first = version(video, days_ago=100)
    version(video, days_ago=31, state=JobState.FAILED)
    assert originals(video) == [True, True]
    sweep(django_capture_on_commit_callbacks)
    video.refresh_from_db()
    assert (originals(video), str(video.file.name)) == ([True, False], first.original)
    assert storage.public_folder(first).exists()


def test_one_original_of_two_versions_stays_with_the_newer(django_capture_on_commit_callbacks: Commit) -> None:
    video = make_upload()
    version(video, days_ago=100)
    again = request_transcode(video=video).rendition_set
    then = timezone.now() - timedelta(days=50)
    video.jobs.update(state=JobState.DONE)
    RenditionSet.objects.filter(pk=again.pk).update(published_at=then, completed_at=then)
    sweep(django_capture_on_commit_callbacks)
    assert originals(video) == [True, True]


def test_a_library_in_which_nothing_is_old_is_not_walked_through(django_assert_num_queries: Any) -> None:
    for _number in range(3):
        video = make_upload()
        version(video, days_ago=100)
        request_transcode(video=video)  # made again from the same file
    kept = version(make_upload(), days_ago=100)
    version(kept.video, days_ago=100, state=JobState.FAILED, error_log="Exit code 137.")
    with django_assert_num_queries(2):
        assert (remove_former_versions(), remove_old_originals()) == (0, 0)


def test_nothing_of_a_purged_video_is_left(django_capture_on_commit_callbacks: Commit) -> None:
    video, other = make_upload(), make_upload()
    version(video, days_ago=100)
    version(video, days_ago=50)
    version(other, days_ago=50)
    make_track(video)
    work = storage.work_folder(video.jobs.latest("pk").pk, 1)
    pieces = storage.kept_folder(video.rendition_sets.latest("version"))
    for folder in (work, pieces):
        folder.mkdir(parents=True)
    names = [storage.original(one) for one in video.rendition_sets.all()]
    assert all(path.is_file() for path in names)
    with django_capture_on_commit_callbacks(execute=True):
        video.delete()
    assert (all(path.is_file() for path in names), storage.video_folder(video).exists()) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        video.purge()
    left = [path for path in (*names, storage.video_folder(video), work, pieces) if path.exists()]
    assert (left, originals(other)) == ([], [True])
    assert sorted(path.name for path in (Path(django_settings.MEDIA_ROOT) / "videos").iterdir()) == [str(other.public_id)]
