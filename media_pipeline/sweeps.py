import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from core.registries.sweeps import register_sweep
from media_pipeline.models import MediaQueue, TranscodeJob, Upload, Video
from media_pipeline.models.upload import parts_folder
from media_pipeline.queries.upload import is_stuck
from media_pipeline.scratch import remove_abandoned
from media_pipeline.services.document_text import forget_texts, offer_unread
from media_pipeline.services.embedded_tracks import offer_missed
from media_pipeline.services.finish_upload import finish_upload
from media_pipeline.services.keeping import remove_former_versions, remove_old_originals
from media_pipeline.services.kept_pieces import remove_kept_pieces
from media_pipeline.services.lease import claimable
from media_pipeline.services.transcode_job import offer
from media_pipeline.services.upload import remove_upload
from media_pipeline.tasks import run_transcode_job

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)
PATIENCE = timedelta(seconds=60)
ORPHAN_SECONDS = 3600


@contextmanager
def _by_itself(one: Upload | Video) -> Iterator[None]:
    """What goes wrong with one does not keep a sweep from the others."""
    try:
        yield
    except Exception:
        logger.exception("A sweep could not do its work on %s %s.", one._meta.model_name, one.pk)


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
    if MediaQueue.is_paused():
        return 0
    waiting = [job for job in TranscodeJob.objects.filter(claimable()) if not _is_on_its_way(job)]
    for job in waiting:
        offer(job)
    return len(waiting)


def remove_deleted_videos() -> None:
    """Remove videos that were deleted more than 30 days ago, with every file of theirs."""
    for video in Video.all_objects.filter(deleted_at__lt=timezone.now() - KEPT_FOR):
        with _by_itself(video), suppress(ProtectedError):  # a page needs it after all: it stays aside
            video.purge()


def finish_uploads() -> None:
    """Go on where a server ended between the last byte of a file and its video."""
    for upload in Upload.objects.filter(video=None).select_related("owner", "replaces"):
        with _by_itself(upload):
            finish_upload(upload=upload)


def remove_stale_uploads() -> None:
    """Remove what nobody went on with, what is remembered for long enough, and parts that belong to nothing."""
    now = timezone.now()
    # Whole ones stay until `finish_uploads` has made videos of them, however long the server was off. Undecided ones go:
    # the same bytes are here as the original of another video.
    for upload in Upload.objects.filter(video=None, expires_at__lte=now):
        with _by_itself(upload):
            if is_stuck(upload):
                remove_upload(upload=upload)
    Upload.objects.filter(video__isnull=False, finished_at__lt=now - KEPT_FOR).delete()
    known = {upload.part for upload in Upload.objects.filter(video=None)}
    forms = Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")  # of requests whose server ended
    for path in [*parts_folder().glob("*.part"), *forms]:
        if path not in known and now.timestamp() - path.stat().st_mtime > ORPHAN_SECONDS:
            path.unlink(missing_ok=True)


register_sweep("finish-uploads", every=timedelta(seconds=15), run=finish_uploads)
register_sweep("remove-stale-uploads", every=timedelta(hours=1), run=remove_stale_uploads)
register_sweep("offer-waiting-jobs", every=timedelta(seconds=15), run=offer_waiting_jobs)
register_sweep("remove-former-versions", every=timedelta(hours=1), run=remove_former_versions)
register_sweep("remove-old-originals", every=timedelta(hours=1), run=remove_old_originals)
register_sweep("remove-deleted-videos", every=timedelta(hours=1), run=remove_deleted_videos)
register_sweep("read-embedded-tracks", every=timedelta(minutes=10), run=offer_missed)
register_sweep("remove-abandoned-folders", every=timedelta(seconds=15), run=remove_abandoned)
register_sweep("remove-kept-pieces", every=timedelta(hours=1), run=remove_kept_pieces)
register_sweep("read-documents", every=timedelta(minutes=10), run=offer_unread)
register_sweep("forget-document-texts", every=timedelta(hours=1), run=forget_texts)
