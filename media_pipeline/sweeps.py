from contextlib import suppress
from datetime import timedelta

from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from core.registries.sweeps import register_sweep
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.services.kept_pieces import remove_kept_pieces
from media_pipeline.services.lease import claimable
from media_pipeline.services.transcode_job import offer
from media_pipeline.tasks import run_transcode_job

KEPT_FOR = timedelta(days=30)
PATIENCE = timedelta(seconds=60)


def _is_on_its_way(job: TranscodeJob) -> bool:
    """Whether a task that will look at this job still waits, or has only just been taken."""
    if not job.task_id:
        return False
    try:
        status = run_transcode_job.get_result(job.task_id).status
    except (TaskResultDoesNotExist, NotImplementedError):
        return False
    is_fresh = job.offered_at is not None and timezone.now() - job.offered_at < PATIENCE
    return status == TaskResultStatus.READY or (status == TaskResultStatus.RUNNING and is_fresh)


def offer_waiting_jobs() -> int:
    """Tell the task engine of jobs that nobody will look at otherwise; return how many."""
    waiting = [job for job in TranscodeJob.objects.filter(claimable()) if not _is_on_its_way(job)]
    for job in waiting:
        offer(job)
    return len(waiting)


def remove_deleted_videos() -> None:
    """Remove videos that were deleted more than 30 days ago, with every file of theirs."""
    for video in Video.all_objects.filter(deleted_at__lt=timezone.now() - KEPT_FOR):
        with suppress(ProtectedError):  # a page needs it after all: it stays aside
            video.purge()


register_sweep("offer-waiting-jobs", every=timedelta(seconds=15), run=offer_waiting_jobs)
register_sweep("remove-deleted-videos", every=timedelta(hours=1), run=remove_deleted_videos)
register_sweep("remove-kept-pieces", every=timedelta(hours=1), run=remove_kept_pieces)
