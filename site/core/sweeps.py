from contextlib import suppress
from datetime import timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from core.models import Document, Image
from core.registries.sweeps import register_sweep
from core.services.bin import empty_bin

KEPT_FOR = timedelta(days=30)


def remove_deleted() -> None:
    """Remove pages, images and documents that were deleted more than 30 days ago, with their files."""
    before = timezone.now() - KEPT_FOR
    empty_bin(before=before)
    for model in (Image, Document):
        for row in model.all_objects.filter(deleted_at__lt=before):
            with suppress(ProtectedError):  # a page that was restored needs it: it stays aside
                row.purge()


register_sweep("remove-deleted", every=timedelta(hours=1), run=remove_deleted)
