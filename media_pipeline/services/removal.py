"""What goes with a video: its work when it is put aside, and every file that was made from it when it goes for good.

(The file that it names now follows through wagtailmedia, the rows of all else through the database.)
"""

import shutil
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone

from media_pipeline import storage
from media_pipeline.job_states import ACTIVE
from media_pipeline.models import RenditionSet, Video
from media_pipeline.services.transcode_job import cancel_job


def _stop_work(sender: type[Video], instance: Video, **kwargs: Any) -> None:
    if instance.deleted_at is not None:
        for job in instance.jobs.filter(state__in=ACTIVE):
            cancel_job(job=job)


def _remove_originals(sender: type[Video], instance: Video, **kwargs: Any) -> None:
    """Of every version, not only of the newest; read before the rows are gone."""
    names = set(instance.rendition_sets.exclude(original="").values_list("original", flat=True))
    folders = [storage.kept_folder(one) for one in instance.rendition_sets.all()]
    folders += [folder for job in instance.jobs.all() for folder in storage.work_folders(job.pk)]
    transaction.on_commit(lambda: _remove(names, folders))


def _remove(names: set[str], folders: list[Path]) -> None:
    originals = Video._meta.get_field("file").storage
    for name in names:
        originals.delete(name)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_folder(sender: type[Video], instance: Video, **kwargs: Any) -> None:
    folder = storage.video_folder(instance)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def remove_version(*, rendition_set: RenditionSet) -> None:
    """Remove the playable files of a version that no longer plays; its row stays and says when."""
    with transaction.atomic():
        mine = RenditionSet.objects.filter(pk=rendition_set.pk)
        mine.update(removed_at=timezone.now(), poster="", fallback="", storyboard="")
        rendition_set.renditions.all().delete()
        for folder in (storage.public_folder(rendition_set), storage.kept_folder(rendition_set)):
            transaction.on_commit(partial(shutil.rmtree, folder, ignore_errors=True))


def connect() -> None:
    post_save.connect(_stop_work, sender=Video, dispatch_uid="media_pipeline.stop_work")
    pre_delete.connect(_remove_originals, sender=Video, dispatch_uid="media_pipeline.originals")
    post_delete.connect(_remove_folder, sender=Video, dispatch_uid="media_pipeline.removal")
