"""What is like a page: chosen from the words that the index has counted in it, and from the terms it carries."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Model

from search import registry, statistics
from search.analysis.query import ParsedQuery, QueryWord
from search.engines import engine
from search.engines.base import EngineQuery
from search.models import IndexedDocument, IndexedFacet
from search.queries.visibility import Origin, hidden_documents, public_origins

MOST = 3
KEPT = 12  # chosen and remembered, so that enough are left when some are taken back
REMEMBERED, EMPTY_REMEMBERED = 10 * 60, 60  # seconds; what was just published is not in the index yet
_CANDIDATES = 60
_SHOWN_ELSEWHERE = ("document", "organisation", "person", "term", "video")  # they lead to a page that shows them
_MOST_TERMS = 24
# Letters from which a word of title or keywords says something, and a word of the text, which has to be there twice.
_SHORTEST, _LONG, _SEVERAL = 4, 6, 2
# What a shared value of a facet is worth; a word that few of the candidates have is worth up to about 4.
_FACETS = {"theme": 4.0, "audience": 2.0, "discipline": 3.0, "method": 3.0, "country": 1.0}


@dataclass(frozen=True)
class Related:
    """A card. `origin` is asked whether it may be shown each time."""

    origin: Origin
    title: str
    summary: str
    url: str
    locale: str
    kind: str
    topic: str
    cover_seed: str

    @property
    def kind_label(self) -> str:
        return registry.kind_label(self.kind)


@dataclass(frozen=True)
class _Row:
    """What is compared of a document."""

    document: IndexedDocument
    terms: Mapping[str, float]
    facets: frozenset[tuple[str, str]]


def related(instance: Model) -> list[Related]:
    """Return up to three public things like `instance`, those in its language first; never it or a translation of it.

    Which they are is remembered for ten minutes, whether they are public is asked each time, in one query a kind of source.
    """
    if not instance.pk:
        return []
    name = instance._meta.label
    key = f"search-related-{name}-{instance.pk}"
    chosen: list[Related] | None = cache.get(key)
    if chosen is None:
        chosen = _choose(name, instance.pk)
        cache.set(key, chosen, REMEMBERED if chosen else EMPTY_REMEMBERED)
    allowed = public_origins(one.origin for one in chosen)
    return [one for one in chosen if one.origin in allowed][:MOST]


def _choose(source: str, source_id: int) -> list[Related]:
    own = IndexedDocument.objects.defer("body").filter(source=source, source_id=source_id).order_by("pk").first()
    if own is None:
        return []
    without = {own.pk, *hidden_documents(), *_versions(own)}
    [mine] = _rows([own])
    words = ParsedQuery((QueryWord("", tuple(mine.terms)),)) if mine.terms else ParsedQuery()
    pks = engine().find(EngineQuery(words, {"lang": [own.locale]}, without=without, limit=_CANDIDATES)).candidates
    if len(pks) < KEPT:
        every = engine().find(EngineQuery(words, without=without, limit=_CANDIDATES)).candidates
        pks += [pk for pk in every if pk not in pks]
    rows = _rows(IndexedDocument.objects.defer("body").filter(pk__in=pks).exclude(kind__in=_SHOWN_ELSEWHERE))
    return _cards(_best(mine, rows))


def _versions(own: IndexedDocument) -> list[int]:
    """The translations of a page: they share the seed of their cover."""
    if not own.cover_seed:
        return []
    return list(IndexedDocument.objects.filter(cover_seed=own.cover_seed).values_list("pk", flat=True))


def _rows(documents: Collection[IndexedDocument]) -> list[_Row]:
    """Read the terms and facets of `documents`, in the query for them and one more."""
    facets: dict[int, set[tuple[str, str]]] = {document.pk: set() for document in documents}
    for pk, name, value in IndexedFacet.objects.filter(document__in=facets, name__in=_FACETS).values_list(
        "document_id", "name", "value"
    ):
        facets[pk].add((name, value))
    return [_Row(document, _terms(document.statistics), frozenset(facets[document.pk])) for document in documents]


def _terms(written: str) -> dict[str, float]:
    """Return the words that a document is about, with a weight: title over keywords over what the text repeats."""
    weights: dict[str, float] = {}
    for term, counts in statistics.read_all(written):
        in_title, in_body = counts.title_form + counts.title_lemma, counts.body_form + counts.body_lemma
        text = in_body if in_body >= _SEVERAL else 0
        is_named = in_title or counts.keyword
        if len(term) >= _SHORTEST and (is_named or (text and len(term) >= _LONG)):
            weights[term] = 2.0 * bool(in_title) + bool(counts.keyword) + math.log1p(text) / 2
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_MOST_TERMS]
    return {term: weights[term] for term in heaviest}


def _best(mine: _Row, rows: Sequence[_Row]) -> list[IndexedDocument]:
    """Order by likeness, the own language first; of several versions of one thing the first is kept."""
    having = Counter(term for row in rows for term in row.terms if term in mine.terms)
    rare = {term: math.log((1 + len(rows)) / count) for term, count in having.items()}

    def likeness(row: _Row) -> float:
        words = sum(min(weight, row.terms[term]) * rare[term] for term, weight in mine.terms.items() if term in row.terms)
        return words + sum(_FACETS[name] for name, _value in mine.facets & row.facets)

    def order(row: _Row) -> tuple[bool, float, float, int]:
        one = row.document
        return one.locale != mine.document.locale, -likeness(row), -one.published.timestamp(), one.pk

    best = sorted((row for row in rows if likeness(row) > 0), key=order)
    once: dict[str, IndexedDocument] = {}
    for row in best:
        once.setdefault(row.document.cover_seed or row.document.key, row.document)
    return list(once.values())[:KEPT]


def _cards(documents: Sequence[IndexedDocument]) -> list[Related]:
    themes = dict(
        IndexedFacet.objects.filter(document__in=documents, name="theme").order_by("-pk").values_list("document_id", "value")
    )
    return [
        Related(
            origin=(one.source, one.source_id),
            title=one.title,
            summary=one.summary,
            url=one.url,
            locale=one.locale,
            kind=one.kind,
            topic=themes.get(one.pk, ""),
            cover_seed=one.cover_seed,
        )
        for one in documents
    ]
