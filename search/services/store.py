"""Put the documents of one source into the index: the rows with the texts, and the words in the engine."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from search import statistics
from search.analysis.words import Word, analyse
from search.documents import SearchDocument
from search.engines import engine
from search.engines.base import EngineDocument
from search.models import IndexedDocument, IndexedFacet, IndexedPassage
from search.services.vocabulary import learn_words

# Between two texts in the column for phrases, so that no phrase reaches over the edge. No language has this word.
_EDGE = "qxedgexq"


@transaction.atomic
def store_documents(*, source: str, source_id: int, documents: Sequence[SearchDocument]) -> None:
    """Make `documents` all that the index holds of this source. Safe to repeat."""
    kept = dict(IndexedDocument.objects.filter(source=source, source_id=source_id).values_list("key", "pk"))
    wanted = {document.id: document for document in documents}
    remove_documents([pk for key, pk in kept.items() if key not in wanted])
    # First the engine, which finds the passages of a document through their rows.
    engine().remove([pk for key, pk in kept.items() if key in wanted])
    engine().put([_store(source, source_id, document) for document in wanted.values()])


def remove_documents(pks: Collection[int]) -> None:
    if pks:
        engine().remove(pks)
        IndexedDocument.objects.filter(pk__in=pks).delete()


def _store(source: str, source_id: int, document: SearchDocument) -> EngineDocument:
    title = analyse(document.title, document.locale)
    keywords = [word for text in document.keywords for word in analyse(text, document.locale)]
    summary, body = analyse(document.summary, document.locale), analyse(document.body, document.locale)
    passages = [analyse(passage.text, document.locale) for passage in document.passages]
    texts = [summary, body, *passages]
    everything = [word for text in texts for word in text]
    row, _created = IndexedDocument.objects.update_or_create(
        key=document.id,
        defaults={
            "source": source,
            "source_id": source_id,
            "statistics": statistics.write(title=title, keywords=keywords, body=everything),
            **{name: getattr(document, name) for name in _TEXTS},
        },
    )
    facets = _store_facets(row, document)
    learn_words([*title, *everything], document.locale)
    keys = _store_passages(row, document)
    return EngineDocument(
        pk=row.pk,
        title=_terms(title),
        body=_terms(everything),
        keywords=_terms(keywords),
        exact=f" {_EDGE} ".join(" ".join(word.terms.forms[0] for word in text) for text in [title, *texts]),
        published=document.published,
        facets=facets,
        passages={key: _terms(words) for key, words in zip(keys, passages, strict=True)},
    )


_TEXTS = ("kind", "locale", "url", "title", "summary", "body", "published", "boost", "cover_seed")


def _store_facets(row: IndexedDocument, document: SearchDocument) -> dict[str, list[str]]:
    """Kind and language are facets of every document, whether its app says so or not."""
    given = {"kind": [document.kind], "lang": [document.locale], **document.facets}
    facets = {name: list(dict.fromkeys(values)) for name, values in given.items()}
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


def _terms(words: Iterable[Word]) -> str:
    """Form and lemma side by side, always in this order."""
    return " ".join(" ".join(word.terms.forms + word.terms.lemmas) for word in words)
