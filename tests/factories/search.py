"""Synthetic documents with a real row behind each, so that they are checked and followed as those of the site are."""

from datetime import UTC, datetime, timedelta
from itertools import count

from core.models import Tag
from search import registry
from search.documents import SearchDocument
from search.services.feed import feed
from search.services.store import store_documents
from search.signals import connect

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

_described: dict[str, SearchDocument] = {}
_numbers = count(1)


def a_document(title: str = "Untitled", locale: str = "en", **fields: object) -> SearchDocument:
    """Return a document; `id` and `url` are made up, `published` is NOW."""
    number = next(_numbers)
    given = {"id": f"made:{number}", "kind": "page", "url": f"/{locale}/made-{number}/", "summary": "", "body": "", **fields}
    return SearchDocument(title=title, locale=locale, published=given.pop("published", NOW), **given)  # type: ignore[arg-type] # fields of the caller


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def follow_tags() -> None:
    """Have tags stand for documents: a tag's documents are those it was made with."""
    if registry.source("core.Tag") is None:
        registry.register(Tag, lambda tag: [_described[tag.slug]] if tag.slug in _described else [])
        connect()


def thing_behind(document: SearchDocument) -> Tag:
    """Make the row that `document` describes; it is queued for search as any saved row is."""
    follow_tags()
    _described[document.id] = document
    return Tag.objects.create(name=document.id, slug=document.id)


def change(thing: Tag, document: SearchDocument | None) -> None:
    """Have `thing` stand for another document, or for none, and queue it."""
    _described.pop(thing.slug, None)
    if document is not None:
        _described[thing.slug] = document
    thing.save()


def indexed(*documents: SearchDocument) -> list[SearchDocument]:
    """Index `documents` at once, past the outbox; a search server is told too."""
    for document in documents:
        tag = thing_behind(document)
        store_documents(source="core.Tag", source_id=tag.pk, documents=[document])
    feed()
    return list(documents)
