"""Pages in the reader's language, and where there is none, in another one."""

import uuid
from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from wagtail.models import Page

from core.queries.locales import language_of

AnyPage = TypeVar("AnyPage", bound=Page)


def nearest(pages: Iterable[AnyPage], *, language: str) -> dict[uuid.UUID, AnyPage]:
    """Return one of `pages` for each translation key: in `language`, else in the site's own, else the one made first.

    No query of its own but the one that `pages` may be.
    """
    order = [language, settings.LANGUAGE_CODE]

    def rank(page: AnyPage) -> tuple[int, int]:
        spoken = language_of(page)
        return order.index(spoken) if spoken in order else len(order), page.pk

    return {page.translation_key: page for page in sorted(pages, key=rank, reverse=True)}
