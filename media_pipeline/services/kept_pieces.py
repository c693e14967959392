"""Finished pieces of versions that will never be completed."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from media_pipeline import storage
from media_pipeline.job_states import ACTIVE
from media_pipeline.models import Chunk, RenditionSet

KEPT_FOR = timedelta(days=7)  # after that nobody tries again any more


def _is_wanted(rendition_set: RenditionSet) -> bool:
    if rendition_set.completed_at is not None:
        return False
    last = rendition_set.jobs.order_by("pk").last()
    if last is None or last.state in ACTIVE:
        return True
    return last.finished_at is not None and timezone.now() - last.finished_at < KEPT_FOR


def remove_kept_pieces() -> int:
    """Remove rows and files of versions that are complete, gone, or given up for a week; return of how many."""
    removed = 0
    for folder in Path(settings.MEDIA_WORK_ROOT).glob(f"{storage.KEPT}[0-9]*"):
        number = int(folder.name.removeprefix(storage.KEPT))
        rendition_set = RenditionSet.objects.filter(pk=number).first()
        if rendition_set is None or not _is_wanted(rendition_set):
            Chunk.objects.filter(rendition_set_id=number).delete()
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
