from django.db import transaction
from django.utils import timezone

from media_pipeline.models import MediaQueue, TranscodeJob
from media_pipeline.services.lease import claimable
from media_pipeline.services.transcode_job import offer


@transaction.atomic
def pause_queue() -> None:
    """Let no worker take a job. Running jobs give their lease back within seconds and keep what they have finished."""
    MediaQueue.objects.update_or_create(pk=MediaQueue.ONLY, defaults={"paused_at": timezone.now()})


@transaction.atomic
def resume_queue() -> None:
    MediaQueue.objects.update_or_create(pk=MediaQueue.ONLY, defaults={"paused_at": None})
    for job in TranscodeJob.objects.filter(claimable()):
        offer(job)
