import hashlib
from datetime import timedelta
from pathlib import PurePath
from typing import TypedDict

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from media_pipeline.enums import JobEventKind, JobState
from media_pipeline.job_states import ACTIVE, sources
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.services.job_event import note

BYTES_A_SECOND = 1_000_000  # of a usual upload; only to tell a short video from a long one before anybody looked inside


def offer(job: TranscodeJob) -> None:
    """Tell the task engine that a job waits, once the transaction is committed."""

    def enqueue() -> None:
        from media_pipeline.tasks import run_transcode_job  # the task calls a service, this service makes the task

        TranscodeJob.objects.filter(pk=job.pk).update(offered_at=timezone.now())
        result = run_transcode_job.enqueue(job.pk)
        TranscodeJob.objects.filter(pk=job.pk, state=JobState.QUEUED).update(task_id=str(result.id))

    transaction.on_commit(enqueue)


class Original(TypedDict):
    """What is kept of an uploaded file for as long as its version is known. The hash is hexadecimal."""

    original_name: str
    original_bytes: int
    original_sha256: str


def describe_original(file: File[bytes]) -> Original:
    """Read `file` once, from its beginning, and leave it there."""
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return Original(original_name=PurePath(file.name or "").name, original_bytes=file.size, original_sha256=digest.hexdigest())


@transaction.atomic
def request_transcode(
    *, video: Video, original_name: str = "", original_bytes: int = 0, original_sha256: str = ""
) -> TranscodeJob:
    """Start a new version from the file that `video` has now; older work is cancelled, what plays goes on playing.

    Whoever knows what the file was called, its size and its hash (in hexadecimal) says so; the rest is read from it.
    """
    _alone_with(video)
    for job in video.jobs.filter(state__in=ACTIVE):
        cancel_job(job=job)
    newest = video.rendition_sets.aggregate(newest=Max("version"))["newest"] or 0
    told = {"original_name": original_name, "original_bytes": original_bytes, "original_sha256": original_sha256}
    known = told if all(told.values()) else {**_known(video), **{name: value for name, value in told.items() if value}}
    rendition_set = RenditionSet.objects.create(video=video, version=newest + 1, original=str(video.file.name), **known)
    return _ask(rendition_set)


@transaction.atomic
def retry_transcode(*, video: Video) -> TranscodeJob | None:
    """Try the newest version again with a new job; what is complete of it is kept. None while a job is still at work."""
    _alone_with(video)
    last = video.jobs.select_related("rendition_set").order_by("pk").last()
    if last is None:
        return request_transcode(video=video)
    return None if last.is_active else _ask(last.rendition_set)


@transaction.atomic
def prepare_again(*, video: Video) -> TranscodeJob | None:
    """Make what plays anew from its original; what failed or was stopped goes on. None while a job is still at work."""
    newest = video.rendition_sets.last()
    if newest is None or newest.completed_at is None:
        return retry_transcode(video=video)
    _alone_with(video)
    return None if video.jobs.filter(state__in=ACTIVE).exists() else request_transcode(video=video)


@transaction.atomic
def cancel_job(*, job: TranscodeJob) -> None:
    """Ask whoever holds the job to stop within seconds; end one that nobody holds at once."""
    mine = TranscodeJob.objects.filter(pk=job.pk, state__in=sources(JobState.CANCELLED))
    ended = mine.filter(lease_owner="").update(state=JobState.CANCELLED, finished_at=timezone.now())
    asked = 0 if ended else mine.filter(cancel_requested=False).update(cancel_requested=True)
    job.refresh_from_db()
    if ended or asked:
        note(job=job, kind=JobEventKind.CANCELLED if ended else JobEventKind.CANCEL_ASKED)


@transaction.atomic
def move_up(*, job: TranscodeJob) -> bool:
    """Let `job` be the next that is taken, also where it waits for another attempt; False when it does not wait any more."""
    highest = TranscodeJob.objects.filter(state=JobState.QUEUED).aggregate(highest=Max("priority"))["highest"] or 0
    waiting = TranscodeJob.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if not waiting.update(priority=highest + 1, run_after=timezone.now()):
        return False
    job.refresh_from_db()
    note(job=job, kind=JobEventKind.MOVED_UP)
    offer(job)
    return True


def _alone_with(video: Video) -> None:
    """Wait for whoever else begins work on `video`: the second of two who ask at once sees what the first one did."""
    Video.all_objects.select_for_update().filter(pk=video.pk).first()


def _ask(rendition_set: RenditionSet) -> TranscodeJob:
    """Put a job into the queue. A short video stands before a long one, but only as long as the long one is."""
    seconds = rendition_set.duration or rendition_set.original_bytes / BYTES_A_SECOND
    job = TranscodeJob.objects.create(
        video_id=rendition_set.video_id, rendition_set=rendition_set, turn_at=timezone.now() + timedelta(seconds=seconds)
    )
    note(job=job, kind=JobEventKind.ASKED, text=str(rendition_set))
    offer(job)
    return job


def _known(video: Video) -> Original:
    """Describe the file that `video` has: as a former version of the same file knows it, or by reading it."""
    same = video.rendition_sets.filter(original=str(video.file.name)).exclude(original_sha256="").last()
    if same is not None:
        return Original(
            original_name=same.original_name, original_bytes=same.original_bytes, original_sha256=same.original_sha256
        )
    if not video.file.storage.exists(str(video.file.name)):
        return Original(original_name=PurePath(str(video.file.name)).name, original_bytes=0, original_sha256="")
    with video.file.storage.open(str(video.file.name)) as opened:
        found = describe_original(opened)
    return {**found, "original_name": PurePath(str(video.file.name)).name}
