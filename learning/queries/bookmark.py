"""Pages that somebody kept: of any kind, so only what every Wagtail page has is known of them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.queries.nearest import nearest
from learning.models import Bookmark


@dataclass(frozen=True)
class Kept:
    """A bookmark in the list; `page` is None while its page is not published."""

    bookmark: Bookmark
    page: Page | None
    kind: str


def _readable(keys: Iterable[uuid.UUID]) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.live().public().filter(translation_key__in=set(keys), depth__gt=2)
    return pages.select_related("locale")


def readable_page(key: uuid.UUID, *, language: str) -> Page | None:
    """Return the published page that everybody may read, in `language` or else in another one; None where there is none."""
    return nearest(_readable([key]), language=language).get(key)


def is_kept(user: User, key: uuid.UUID) -> bool:
    return Bookmark.objects.filter(user=user, page_key=key).exists()


def _kind(page: Page) -> str:
    model = page.cached_content_type.model_class()
    return str(getattr(model, "kind_label", "") or (model._meta.verbose_name if model else _("Page")))


def bookmarks_of(user: User, *, language: str) -> list[Kept]:
    """Return what `user` has kept, the newest first. Three queries, and one a process for the kinds."""
    rows = list(Bookmark.objects.filter(user=user).order_by("-created_at", "-pk"))
    pages = nearest(_readable(row.page_key for row in rows), language=language) if rows else {}
    found = [(row, pages.get(row.page_key)) for row in rows]
    return [Kept(row, page, _kind(page) if page else "") for row, page in found]
