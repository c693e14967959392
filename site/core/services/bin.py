from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from core.models import BinEntry, BinPage


@transaction.atomic
def move_to_bin(*, page: Page, user: User | None) -> BinEntry:
    """Unpublish `page` with everything below it and put it aside for 30 days; translations stay where they are."""
    for descendant in page.get_descendants(inclusive=True).live().specific():
        descendant.unpublish(user=user)
    page = Page.objects.get(pk=page.pk)
    entry = BinEntry.objects.create(
        page=page, former_parent_id=page.get_parent().pk, former_slug=page.slug, deleted_at=timezone.now()
    )
    page.slug = f"bin-{page.pk}"  # two deleted pages may have had the same slug
    page.save(update_fields=["slug"], clean=False)
    page.move(BinPage.objects.get(), pos="last-child", user=user)
    return entry


@transaction.atomic
def empty_bin(*, before: datetime) -> int:
    """Delete for good what was put aside before `before` and is still in the bin; return how many pages.

    A page that somebody has moved out again only loses its entry.
    """
    bin_page, deleted = BinPage.objects.get(), 0
    for entry in BinEntry.objects.filter(deleted_at__lt=before).select_related("page"):
        if entry.page.is_descendant_of(bin_page):
            entry.page.specific.delete()
            deleted += 1
        else:
            entry.delete()
    return deleted
