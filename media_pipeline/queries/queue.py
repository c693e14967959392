"""The queue as an operator sees it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from media_pipeline.enums import JobState
from media_pipeline.models import MediaQueue, TranscodeJob
from media_pipeline.services.lease import TURN

SHOWN = 50


@dataclass(frozen=True)
class Queue:
    """`failed` are videos whose newest job failed. `done_today` counts the last 24 hours."""

    is_paused: bool
    running: list[TranscodeJob]
    waiting: list[TranscodeJob]
    failed: list[TranscodeJob]
    waiting_count: int
    failed_count: int
    done_today: int


def queue() -> Queue:
    """Return what runs, what waits in its order, and what failed; at most `SHOWN` of each."""
    jobs = TranscodeJob.objects.select_related("video", "rendition_set").filter(video__deleted_at=None)
    waiting = jobs.filter(state=JobState.QUEUED)
    failed = _failed(jobs)
    return Queue(
        is_paused=MediaQueue.is_paused(),
        running=list(jobs.filter(state=JobState.RUNNING).order_by("started_at")[:SHOWN]),
        waiting=list(waiting.order_by(*TURN)[:SHOWN]),
        failed=list(failed.order_by("-finished_at")[:SHOWN]),
        waiting_count=waiting.count(),
        failed_count=failed.count(),
        done_today=jobs.filter(state=JobState.DONE, finished_at__gte=timezone.now() - timedelta(days=1)).count(),
    )


def _failed(jobs: QuerySet[TranscodeJob]) -> QuerySet[TranscodeJob]:
    """Those that nobody has tried again."""
    later = TranscodeJob.objects.filter(video=OuterRef("video"), pk__gt=OuterRef("pk"))
    return jobs.filter(~Exists(later), state=JobState.FAILED)
