"""When a video goes for good, every file that was made from it goes too (its original follows through wagtailmedia)."""

import shutil
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from media_pipeline import storage
from media_pipeline.models import Video


def _remove_folder(sender: type[Video], instance: Video, **kwargs: Any) -> None:
    folder = storage.video_folder(instance)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def connect() -> None:
    post_delete.connect(_remove_folder, sender=Video, dispatch_uid="media_pipeline.removal")
