"""How long what no longer plays is kept: an original 30 days for inspection, a former version a day for those who watch it.

Never touched: the original of what plays, and one whose preparation failed through no fault of its own or was stopped; there is
no other copy of it.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from media_pipeline.enums import JobState
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.queries.playback import playing
from media_pipeline.services.removal import remove_version

ORIGINALS_KEPT_FOR = timedelta(days=30)
VERSIONS_KEPT_FOR = timedelta(days=1)


def _replaced_at(one: RenditionSet, plays: RenditionSet | None) -> datetime | None:
    return plays.completed_at if plays is not None and one.version < plays.version else None


def _refused_at(one: RenditionSet) -> datetime | None:
    """Return when the file was refused. A failure with a log is the server's or the encoder's, not the file's."""
    last = max(one.jobs.all(), key=lambda job: job.pk, default=None)
    is_refused = last is not None and last.state == JobState.FAILED and not last.error_log and not one.published_at
    return last.finished_at if last is not None and is_refused else None


def _newer(*, before: datetime) -> QuerySet[RenditionSet]:
    """Newer versions of the same video that were complete by then and play."""
    later = RenditionSet.objects.filter(video=OuterRef("video"), version__gt=OuterRef("version"))
    return later.filter(completed_at__lt=before, published_at__isnull=False, removed_at__isnull=True)


def _settled(before: datetime) -> QuerySet[RenditionSet]:
    """Versions whose original may have to go: another one replaced it, or it was refused, so long ago."""
    replaced = Exists(_newer(before=before).exclude(original=OuterRef("original")))
    refused = TranscodeJob.objects.filter(
        rendition_set=OuterRef("pk"), state=JobState.FAILED, error_log="", finished_at__lt=before
    )
    unplayed = Q(published_at__isnull=True) & Exists(refused)
    return RenditionSet.objects.exclude(original="").filter(replaced | unplayed)


def remove_former_versions() -> int:
    """Remove the files of versions that a newer, complete one replaced a day ago; return of how many."""
    newer = _newer(before=timezone.now() - VERSIONS_KEPT_FOR)
    there = RenditionSet.objects.filter(removed_at__isnull=True, published_at__isnull=False)
    former = list(there.filter(Exists(newer)).select_related("video"))
    for one in former:
        remove_version(rendition_set=one)
    return len(former)


def remove_old_originals() -> int:
    """Remove originals that were refused or replaced 30 days ago; return how many. What they were called stays known."""
    count = 0
    before = timezone.now() - ORIGINALS_KEPT_FOR
    videos = Video.all_objects.filter(pk__in=_settled(before).values("video"))
    for video in videos.prefetch_related("rendition_sets__jobs"):
        count += _sweep_originals(video, before)
    return count


def _sweep_originals(video: Video, before: datetime) -> int:
    plays = playing(video)
    sets = [one for one in video.rendition_sets.all() if one.original]
    ends = {one.pk: _replaced_at(one, plays) or _refused_at(one) for one in sets}
    old = {one.original for one in sets if (end := ends[one.pk]) is not None and end < before}
    needed = {one.original for one in sets if (end := ends[one.pk]) is None or end >= before}
    gone = old - needed
    if gone:
        _forget(video, gone, plays)
    return len(gone)


@transaction.atomic
def _forget(video: Video, names: set[str], plays: RenditionSet | None) -> None:
    video.rendition_sets.filter(original__in=names).update(original="")
    if str(video.file.name) in names:
        Video.all_objects.filter(pk=video.pk).update(file=plays.original if plays else "")
    for name in names:
        transaction.on_commit(partial(video.file.storage.delete, name))
