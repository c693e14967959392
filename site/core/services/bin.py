from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from accounts.models import User
from core.models import BinEntry, BinPage


@transaction.atomic
def move_to_bin(*, page: Page, user: User | None) -> BinEntry:
    """Unpublish `page` with everything below it and put it aside for 30 days; translations stay where they are.

    `page` must not lie in the bin already.
    """
    for descendant in page.get_descendants(inclusive=True).live().specific():
        descendant.unpublish(user=user)
    page = Page.objects.get(pk=page.pk)
    entry = BinEntry.objects.create(
        page=page, former_parent_id=page.get_parent().pk, former_slug=page.slug, deleted_at=timezone.now()
    )
    page.slug = f"bin-{page.pk}"  # two deleted pages may have had the same slug
    page.save(update_fields=["slug"], clean=False)
    # No page type may be made in the bin, so Wagtail would refuse; who may delete was asked before.
    MovePageAction(page, BinPage.objects.get(), pos="last-child", user=user).execute(skip_permission_checks=True)
    return entry


@transaction.atomic
def empty_bin(*, before: datetime) -> int:
    """Delete for good what was put aside before `before` and is still in the bin; return how many pages."""
    inside = Page.objects.descendant_of(BinPage.objects.get())
    pages = list(inside.filter(bin_entry__deleted_at__lt=before))
    for page in pages:
        page.specific.delete()
    return len(pages)


@transaction.atomic
def take_out_of_bin(*, page: Page) -> bool:
    """Give a page that was moved out of the bin its former slug again, unless it is taken; False if it was never in."""
    entry = BinEntry.objects.filter(page=page).first()
    if entry is None:
        return False
    if not page.get_siblings(inclusive=False).filter(slug=entry.former_slug).exists():
        page.slug = entry.former_slug
        page.save(update_fields=["slug"], clean=False)
    entry.delete()
    return True
