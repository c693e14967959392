"""The document of a page: what every page type says of itself in the same way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils import timezone
from wagtail.blocks import StreamValue

from core.models import BasePage, Organisation, Term
from core.queries.body_text import sections
from search.documents import Passage, SearchDocument


def page_documents(
    page: BasePage,
    *,
    kind: str,
    body: str,
    published_on: date,
    facets: Mapping[str, Iterable[str]],
    keywords: Iterable[str] = (),
    passages: Sequence[Passage] = (),
) -> list[SearchDocument]:
    """Return the one document of `page` in its own language, none while the public may not read it.

    `facets` may hold empty values; they are left out. `published_on` is a day, in UTC.
    """
    if not page.live or not page.url or page.get_view_restrictions().exists():
        return []
    return [
        SearchDocument(
            id=f"page:{page.pk}",
            kind=kind,
            locale=page.locale.language_code,
            url=page.url,
            title=page.title,
            summary=page.summary,
            body=body,
            keywords=[word for word in keywords if word],
            facets={
                name: kept
                for name, values in facets.items()
                if (kept := list(dict.fromkeys(value for value in values if value)))
            },
            published=datetime.combine(published_on, time(), UTC),
            passages=list(passages),
            cover_seed=str(page.translation_key),
        )
    ]


def told(*bodies: StreamValue) -> tuple[str, list[Passage]]:
    """Return what stands before the first heading of each body, and a passage for each heading with what follows it."""
    parts = [section for body in bodies for section in sections(body)]
    before = "\n\n".join(section.text for section in parts if not section.anchor)
    return before, [Passage(section.text, anchor=section.anchor) for section in parts if section.anchor]


def names_of(records: Iterable[Term | Organisation]) -> list[str]:
    """Return every name of terms in every language, and every name that people know organisations by."""
    return [label for record in records for label in record.labels()]


def day_of(page: BasePage) -> date:
    """The day that `page` was first published; a page that never was has today."""
    return (page.first_published_at or timezone.now()).date()
