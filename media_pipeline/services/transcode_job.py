from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from media_pipeline.enums import JobState
from media_pipeline.job_states import ACTIVE
from media_pipeline.models import RenditionSet, TranscodeJob, Video


def offer(job: TranscodeJob) -> None:
    """Tell the task engine to look at `job`, once the transaction is committed."""

    def enqueue() -> None:
        from media_pipeline.tasks import run_transcode_job  # the task calls a service, this service makes the task

        TranscodeJob.objects.filter(pk=job.pk).update(offered_at=timezone.now())
        result = run_transcode_job.enqueue(job.pk)
        TranscodeJob.objects.filter(pk=job.pk, state=JobState.QUEUED).update(task_id=str(result.id))

    transaction.on_commit(enqueue)


@transaction.atomic
def request_transcode(
    *, video: Video, original_name: str = "", original_bytes: int = 0, original_sha256: str = ""
) -> TranscodeJob:
    """Start a new version from the file that `video` has now; older work is cancelled, what plays goes on playing."""
    for job in video.jobs.filter(state__in=ACTIVE):
        cancel_job(job=job)
    newest = video.rendition_sets.aggregate(newest=Max("version"))["newest"] or 0
    rendition_set = RenditionSet.objects.create(
        video=video,
        version=newest + 1,
        original=str(video.file.name),
        original_name=original_name,
        original_bytes=original_bytes,
        original_sha256=original_sha256,
    )
    job = TranscodeJob.objects.create(video=video, rendition_set=rendition_set)
    offer(job)
    return job


@transaction.atomic
def retry_transcode(*, video: Video) -> TranscodeJob | None:
    """Try the newest version again with a new job; what is complete of it is kept. None while a job is still at work."""
    last = video.jobs.select_related("rendition_set").order_by("pk").last()
    if last is None:
        return request_transcode(video=video)
    if last.is_active:
        return None
    job = TranscodeJob.objects.create(video=video, rendition_set=last.rendition_set)
    offer(job)
    return job


@transaction.atomic
def cancel_job(*, job: TranscodeJob) -> None:
    """Ask a running job to stop within seconds; end one that is waiting at once."""
    mine = TranscodeJob.objects.filter(pk=job.pk)
    ended = mine.filter(state=JobState.QUEUED).update(state=JobState.CANCELLED, finished_at=timezone.now())
    if not ended:
        mine.filter(state=JobState.RUNNING).update(cancel_requested=True)
    job.refresh_from_db()
