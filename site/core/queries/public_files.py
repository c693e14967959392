"""Which documents everybody may fetch, and what is known of their words."""

from collections.abc import Collection, Iterable

from core.models import Document, DocumentText
from core.queries.collections import PUBLIC, open_among, within

# Files whose words are read, by the end of their name.
READABLE = frozenset(["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"])


def fetchable(ids: Collection[int]) -> set[int]:
    """Return those of `ids` that are not put aside and whose collection is open to everybody. Four queries."""
    places = dict(Document.objects.filter(pk__in=ids).values_list("pk", "collection"))
    free = open_among(set(places.values()))
    return {pk for pk, collection in places.items() if collection in free}


def published_by_place(ids: Collection[int]) -> set[int]:
    """Return those of `ids` that lie in the root collection *Public*: an editor has put them where all may find them. Others
    count as published once a public page leads to them. Two queries."""
    places = dict(Document.objects.filter(pk__in=ids).values_list("pk", "collection"))
    public = within(PUBLIC, places.values())
    return {pk for pk, collection in places.items() if collection in public}


def is_readable(document: Document) -> bool:
    return document.file_extension.lower() in READABLE


def text_of(document: Document) -> DocumentText | None:
    """Return what is known of the words of `document`; None while nobody has begun to read it."""
    return DocumentText.objects.filter(file_hash=document.file_hash).first() if document.file_hash else None


def with_text(file_hash: str) -> Iterable[Document]:
    """Return the documents that hold this very file."""
    return Document.objects.filter(file_hash=file_hash)


def unread() -> list[Document]:
    """Return the documents that everybody may fetch and whose words nobody has read, those with no hash among them."""
    known = DocumentText.objects.exclude(state="waiting").values("file_hash")
    waiting = [document for document in Document.objects.exclude(file_hash__in=known) if is_readable(document)]
    free = open_among({document.collection_id for document in waiting}) if waiting else set()
    return [document for document in waiting if document.collection_id in free]
