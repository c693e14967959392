"""One query, one answer: what the page and the API both show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone

from core.queries.facets import ShownFacet
from search.analysis.query import ParsedQuery, parse, with_known_words
from search.engines import engine
from search.engines.base import EngineQuery, Found
from search.enums import FacetName
from search.models import IndexedDocument
from search.queries.attempts import attempts
from search.queries.facets import shown_facets
from search.queries.forms import known_words, suggestion
from search.queries.hits import Hit, shown_hits
from search.queries.visibility import hidden_documents
from search.ranking import CANDIDATE_FIELDS, CANDIDATES, Candidate, rank

PER_PAGE = 20


@dataclass(frozen=True)
class SearchQuery:
    """What a reader asks. `language` is the reader's; `filters`: facet name → values; `page` counts from 1."""

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: int = 1
    language: str = "en"

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.filters


@dataclass(frozen=True)
class Answer:
    """`total` results with the filters; `page` is the one that was answered: the last where a later one was asked.

    `is_partial`: nothing has all the words, and these have most of them, or at least one.
    `limited`: the search server could not be asked, so the database answered.
    """

    query: SearchQuery
    total: int
    page: int
    pages: int
    hits: list[Hit]
    facets: list[ShownFacet]
    did_you_mean: str | None = None
    is_partial: bool = False
    limited: bool = False

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1


def run(query: SearchQuery, *, now: datetime | None = None) -> Answer:
    """Answer `query`. Words are taken as typed first; only where nothing has them may the last one go on."""
    text = parse(query.text, query.language)
    if query.text.strip() and text.is_empty:
        return Answer(query, 0, 1, 1, [], [])
    known = known_words(text, query.language)
    asked = EngineQuery(
        text=with_known_words(text, known),
        filters=query.filters,
        facets=FacetName.values,
        without=hidden_documents(),
        limit=max(CANDIDATES, query.page * PER_PAGE),
    )
    asked, found = _found(asked)
    better = None
    if not text.is_empty and not (found.matched and asked.wants_all):
        better = suggestion(text, known, query.language, lambda tried: _finds(replace(asked, text=tried, least=0)))
    if not found.matched and not text.is_empty:
        return Answer(query, 0, 1, 1, [], shown_facets({}, query.filters), better, limited=found.limited)
    pages = max(-(-found.total // PER_PAGE), 1)
    page = min(query.page, pages)
    ordered = _ordered(found.candidates, asked.text, query.language, now or timezone.now())
    wanted = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    hits = shown_hits(wanted, asked.text)
    total = found.total - (len(wanted) - len(hits))
    facets = shown_facets(found.facets, query.filters)
    return Answer(query, total, page, pages, hits, facets, better, not asked.wants_all, found.limited)


def _found(asked: EngineQuery) -> tuple[EngineQuery, Found]:
    for tried in attempts(asked):
        found = engine().find(tried)
        if found.matched:
            break
    return tried, found


def _finds(asked: EngineQuery) -> bool:
    return engine().find(replace(asked, filters={}, facets=(), limit=0)).matched > 0


def _ordered(pks: list[int], text: ParsedQuery, language: str, now: datetime) -> list[int]:
    """Put the first candidates into their final order; those behind keep the engine's."""
    if text.is_empty:
        return pks
    first = pks[:CANDIDATES]
    rows = IndexedDocument.objects.filter(pk__in=first).values_list(*CANDIDATE_FIELDS)
    return [*rank([Candidate(*row) for row in rows], text, language=language, now=now), *pks[CANDIDATES:]]
