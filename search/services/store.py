"""Put the documents of things into the index: the rows with the texts, and the words in the database's engine.

A search server is told later, of what is noted here in the same transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from search.analysis.words import Word
from search.documents import Passage, SearchDocument
from search.engines import database_engine, server_engine
from search.models import IndexedDocument, IndexedFacet, IndexedPassage, UnsentDocument
from search.prepared import Prepared, prepare
from search.services.arrivals import note_arrivals
from search.services.vocabulary import learn_words

Thing = tuple[str, int]  # name of a source, key of an instance


def store_documents(*, source: str, source_id: int, documents: Sequence[SearchDocument]) -> None:
    """Make `documents` all that the index holds of this source. Safe to repeat."""
    store_prepared({(source, source_id): [prepare(document) for document in documents]})


@transaction.atomic
def store_prepared(things: Mapping[Thing, Sequence[Prepared]], *, unsent: Collection[Thing] = ()) -> None:
    """Make what is analysed already all that the index holds of `things`, in a number of queries that does not grow with them.

    A search server is not told of `unsent`: it is about to be filled anew.
    """
    wanted = {one.document.id: (thing, one) for thing, prepared in things.items() for one in prepared}
    for is_news in (True, False):
        note_arrivals([one.document for thing, one in wanted.values() if (thing not in unsent) is is_news], is_news=is_news)
    kept = _kept(things, wanted)
    if not kept and not wanted:
        return
    gone = [row for row in kept if row.key not in wanted]
    # First the engine, which finds the passages of a document through their rows.
    database_engine().remove([row.pk for row in kept])
    if gone:
        IndexedDocument.objects.filter(pk__in=[row.pk for row in gone]).delete()
    versions = {row.key: row.version + 1 for row in kept}
    rows = [_row(thing, one, versions.get(key, 1)) for key, (thing, one) in wanted.items()]
    stored = _store(rows, [one for _thing, one in wanted.values()]) if rows else []
    if server_engine() is not None:
        changed = [row.pk for row in [*gone, *stored] if (row.source, row.source_id) not in unsent]
        UnsentDocument.objects.bulk_create(UnsentDocument(document_pk=pk) for pk in changed)


def _kept(things: Collection[Thing], keys: Collection[str]) -> list[IndexedDocument]:
    """Return the rows of `things`, and those that another thing has under one of `keys`; nobody else may write them now."""
    sources, ids = {source for source, _pk in things}, {pk for _source, pk in things}
    near = Q(source__in=sources, source_id__in=ids) | Q(key__in=keys)
    rows = IndexedDocument.objects.select_for_update().filter(near).only("key", "version", "source", "source_id").order_by("pk")
    return [row for row in rows if (row.source, row.source_id) in things or row.key in keys]


def _row(thing: Thing, prepared: Prepared, version: int) -> IndexedDocument:
    document = prepared.document
    return IndexedDocument(
        key=document.id,
        source=thing[0],
        source_id=thing[1],
        statistics=prepared.words.statistics(),
        keywords="\n".join(keyword.replace("\n", " ") for keyword in document.keywords),
        version=version,
        **{name: getattr(document, name) for name in _TEXTS},
    )


_TEXTS = ("kind", "locale", "url", "title", "summary", "body", "published", "boost", "cover_seed")
_WRITTEN = ("source", "source_id", "statistics", "keywords", "version", *_TEXTS)


def _store(rows: Sequence[IndexedDocument], prepared: Sequence[Prepared]) -> list[IndexedDocument]:
    stored = IndexedDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=_WRITTEN)
    documents = {row.pk: one.document for row, one in zip(stored, prepared, strict=True)}
    facets = {pk: facets_of(document) for pk, document in documents.items()}
    _store_facets(facets)
    passages = _store_passages({pk: document.passages for pk, document in documents.items()})
    _learn(prepared)
    database_engine().put(
        [
            one.words.for_engine(row.pk, version=0, published=row.published, facets=facets[row.pk], passages=passages[row.pk])
            for row, one in zip(stored, prepared, strict=True)
        ]
    )
    return stored


def _learn(prepared: Sequence[Prepared]) -> None:
    words: dict[str, list[Word]] = defaultdict(list)
    for one in prepared:
        words[one.document.locale] += [*one.words.title, *one.words.everything]
    for locale, found in words.items():
        learn_words(found, locale)


def facets_of(document: SearchDocument) -> dict[str, list[str]]:
    """Kind and language are facets of every document, whether its app says so or not."""
    given = {"kind": [document.kind], "lang": [document.locale], **document.facets}
    return {name: list(dict.fromkeys(values)) for name, values in given.items()}


def _store_facets(wanted: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
    """Write those of documents of which any differs, in their order: the first theme is the topic."""
    every = {pk: [(name, value) for name in facets for value in facets[name]] for pk, facets in wanted.items()}
    kept: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = IndexedFacet.objects.filter(document__in=wanted).order_by("pk")
    for pk, name, value in rows.values_list("document_id", "name", "value"):
        kept[pk].append((name, value))
    new = [pk for pk in wanted if kept[pk] != every[pk]]
    if any(kept[pk] for pk in new):
        IndexedFacet.objects.filter(document__in=new).delete()
    IndexedFacet.objects.bulk_create(
        IndexedFacet(document_id=pk, name=name, value=value) for pk in new for name, value in every[pk]
    )


def _store_passages(wanted: Mapping[int, Sequence[Passage]]) -> dict[int, list[int]]:
    """Write those of documents of which any differs; return the keys of all, in their order."""
    kept: dict[int, list[IndexedPassage]] = defaultdict(list)
    for row in IndexedPassage.objects.filter(document__in=wanted).order_by("pk"):
        kept[row.document_id].append(row)
    was = {pk: [Passage(row.text, row.anchor, row.seconds) for row in kept[pk]] for pk in wanted}
    new = [pk for pk, passages in wanted.items() if was[pk] != list(passages)]
    if any(kept[pk] for pk in new):
        IndexedPassage.objects.filter(document__in=new).delete()
    keys = {pk: [] if pk in new else [row.pk for row in kept[pk]] for pk in wanted}
    made = (IndexedPassage(document_id=pk, **vars(passage)) for pk in new for passage in wanted[pk])
    for row in IndexedPassage.objects.bulk_create(made):
        keys[row.document_id].append(row.pk)
    return keys
