"""Put the documents of one source into the index: the rows with the texts, and the words in the database's engine.

A search server is told later, of what is noted here in the same transaction.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from search.documents import SearchDocument
from search.engines import database_engine, server_engine
from search.engines.base import EngineDocument
from search.models import IndexedDocument, IndexedFacet, IndexedPassage, UnsentDocument
from search.prepared import Prepared, prepare
from search.services.arrivals import note_arrivals
from search.services.vocabulary import learn_words


def store_documents(*, source: str, source_id: int, documents: Sequence[SearchDocument]) -> None:
    """Make `documents` all that the index holds of this source. Safe to repeat."""
    store_prepared(source=source, source_id=source_id, prepared=[prepare(document) for document in documents])


@transaction.atomic
def store_prepared(*, source: str, source_id: int, prepared: Sequence[Prepared], is_sent: bool = True) -> None:
    """Store what is analysed already. Without `is_sent` a search server is not told: it is about to be filled anew."""
    note_arrivals([one.document for one in prepared], is_news=is_sent)
    kept = dict(IndexedDocument.objects.filter(source=source, source_id=source_id).values_list("key", "pk"))
    wanted = {one.document.id: one for one in prepared}
    gone = [pk for key, pk in kept.items() if key not in wanted]
    # First the engine, which finds the passages of a document through their rows.
    database_engine().remove(list(kept.values()))
    IndexedDocument.objects.filter(pk__in=gone).delete()
    stored = [_store(source, source_id, one) for one in wanted.values()]
    database_engine().put(stored)
    if is_sent and server_engine() is not None:
        changed = [*gone, *(one.pk for one in stored)]
        UnsentDocument.objects.bulk_create(UnsentDocument(document_pk=pk) for pk in changed)


def _store(source: str, source_id: int, prepared: Prepared) -> EngineDocument:
    document, words = prepared.document, prepared.words
    values = {
        "source": source,
        "source_id": source_id,
        "statistics": words.statistics(),
        "keywords": "\n".join(keyword.replace("\n", " ") for keyword in document.keywords),
        **{name: getattr(document, name) for name in _TEXTS},
    }
    row, _created = IndexedDocument.objects.update_or_create(
        key=document.id, defaults={**values, "version": F("version") + 1}, create_defaults=values
    )
    facets = _store_facets(row, document)
    learn_words([*words.title, *words.everything], document.locale)
    passages = _store_passages(row, document)
    return words.for_engine(row.pk, version=0, published=document.published, facets=facets, passages=passages)


_TEXTS = ("kind", "locale", "url", "title", "summary", "body", "published", "boost", "cover_seed")


def facets_of(document: SearchDocument) -> dict[str, list[str]]:
    """Kind and language are facets of every document, whether its app says so or not."""
    given = {"kind": [document.kind], "lang": [document.locale], **document.facets}
    return {name: list(dict.fromkeys(values)) for name, values in given.items()}


def _store_facets(row: IndexedDocument, document: SearchDocument) -> dict[str, list[str]]:
    facets = facets_of(document)
    row.facets.all().delete()
    IndexedFacet.objects.bulk_create(
        IndexedFacet(document=row, name=name, value=value) for name, values in facets.items() for value in values
    )
    return facets


def _store_passages(row: IndexedDocument, document: SearchDocument) -> list[int]:
    row.passages.all().delete()
    rows = [
        IndexedPassage(document=row, text=passage.text, anchor=passage.anchor, seconds=passage.seconds)
        for passage in document.passages
    ]
    return [passage.pk for passage in IndexedPassage.objects.bulk_create(rows)]
