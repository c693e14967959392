"""Files to download: found by their title and by the words inside, each page of a PDF at its own address."""

from collections.abc import Collection

from django.conf import settings

from core.models import Document
from core.queries.public_files import fetchable, published_by_place, text_of
from search.documents import Passage, SearchDocument
from search.shown import Home, homes, where_shown_is_public

# What browsers need of a language that editors write without its script or form.
_MEANT = {"sr": "sr-latn", "no": "nb"}
_OF_ITS_PAGE = ("theme", "audience", "country", "discipline", "method")


def file_documents(document: Document) -> list[SearchDocument]:
    """One document, in the language of the file. It is published by lying in *Public*, or by a public page that leads to it."""
    if not fetchable([document.pk]):
        return []
    home = next(iter(homes(document)), None)
    if home is None and not published_by_place([document.pk]):
        return []
    text = text_of(document)
    pages = text.pages if text is not None else []
    is_pdf = document.file_extension.lower() == "pdf"
    return [
        SearchDocument(
            id=f"document:{document.pk}",
            kind="document",
            locale=_locale(document, home),
            url=document.url,
            title=document.title,
            summary="",
            body="" if is_pdf else "\n\n".join(filter(None, pages)),
            published=document.created_at,
            keywords=list(document.tags.names()),
            facets=_facets(document, home),
            passages=_passages(pages) if is_pdf else [],
        )
    ]


def _passages(pages: list[str]) -> list[Passage]:
    """Browsers open a PDF at the page that `#page=` names (PDF 2.0, annex O); pages count from 1."""
    return [Passage(text, anchor=f"page={number}") for number, text in enumerate(pages, start=1) if text]


def _locale(document: Document, home: Home | None) -> str:
    """Return what its editor says, or the language of the page that leads to it."""
    given = document.language.lower().replace("_", "-")
    spoken = given.partition("-")[0]
    known = dict(settings.LANGUAGES)
    found = next((code for code in (given, spoken, _MEANT.get(spoken, "")) if code in known), "")
    return found or (home.document.locale if home is not None else settings.LANGUAGE_CODE)


def _facets(document: Document, home: Home | None) -> dict[str, list[str]]:
    year = {"year": [str(document.created_at.year)]}
    if home is None:
        return year
    return {**year, **{name: values for name, values in home.document.facets.items() if name in _OF_ITS_PAGE}, **home.mark}


def public_files(ids: Collection[int]) -> set[int]:
    free = fetchable(ids)
    placed = published_by_place(free)
    return placed | where_shown_is_public(Document, free - placed)
