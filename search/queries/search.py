"""One query, one answer: what the page and the API both show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone

from core.queries.facets import ShownFacet
from search.analysis.query import ParsedQuery, parse, with_known_words
from search.collation import title_key
from search.engines import engine
from search.engines.base import EngineQuery, Found
from search.enums import FacetName, Sort
from search.models import IndexedDocument
from search.queries.attempts import attempts
from search.queries.facets import shown_facets
from search.queries.forms import known_words, suggestion
from search.queries.hits import Hit, shown_hits
from search.queries.synonyms import SynonymTable, with_synonyms
from search.queries.visibility import hidden_documents, public_documents
from search.ranking import CANDIDATE_FIELDS, CANDIDATES, Candidate, rank

PER_PAGE = 20
MOST_BY_TITLE = 2_000  # results that are put in the order of their titles: all of them have to be read
DEEPEST = 20_000  # results that any form can be paged to


@dataclass(frozen=True)
class SearchQuery:
    """What a reader asks. `language` is the reader's; `filters`: facet name → values; `page` counts from 1.

    `is_brief` leaves out what only a page of results shows: snippets and moments.
    """

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: int = 1
    language: str = "en"
    sort: Sort = Sort.RELEVANCE
    per_page: int = PER_PAGE
    is_brief: bool = False

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
    def sort(self) -> Sort:
        """The order that was kept: too many results for titles come in that of relevance."""
        is_too_many = self.query.sort is Sort.TITLE and self.total > MOST_BY_TITLE
        return Sort.RELEVANCE if is_too_many else self.query.sort

    @property
    def first(self) -> int:
        """The place of the first hit of this page, counted from 1."""
        return (self.page - 1) * self.query.per_page + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1


def run(query: SearchQuery, *, now: datetime | None = None, synonyms: SynonymTable | None = None) -> Answer:
    """Answer `query`. Words are taken as typed first; only where nothing has them may the last one go on.

    `synonyms` are those that the editors have saved, unless others are to be tried.
    """
    text = parse(query.text, query.language)
    if query.text.strip() and text.is_empty:
        return Answer(query, 0, 1, 1, [], [])
    known = known_words(text, query.language)
    asked = EngineQuery(
        text=with_synonyms(with_known_words(text, known), query.language, synonyms),
        filters=query.filters,
        facets=FacetName.values,
        without=hidden_documents(),
        limit=_limit(query),
        newest_first=query.sort is Sort.NEWEST,
    )
    asked, found = _found(asked)
    better = None
    if not text.is_empty and not (found.matched and asked.wants_all):
        better = suggestion(text, known, query.language, lambda tried: _finds(replace(asked, text=tried, least=0)))
    if not found.matched and not text.is_empty:
        return Answer(query, 0, 1, 1, [], shown_facets({}, query.filters), better, limited=found.limited)
    pages = max(-(-found.total // query.per_page), 1)
    page = min(query.page, pages)
    ordered = _sorted(found, asked.text, query, now or timezone.now())
    wanted = ordered[(page - 1) * query.per_page : page * query.per_page]
    hits = shown_hits(wanted, asked.text, is_brief=query.is_brief)
    total = found.total - (len(wanted) - len(hits))
    facets = shown_facets(found.facets, query.filters)
    return Answer(query, total, page, pages, hits, facets, better, not asked.wants_all, found.limited)


def count(query: SearchQuery, *, without: Collection[int]) -> int:
    """Return how many results `run` would give; `without`: what `hidden_documents` says."""
    text = parse(query.text, query.language)
    if query.text.strip() and text.is_empty:
        return 0
    text = with_synonyms(with_known_words(text, known_words(text, query.language)), query.language)
    _asked, found = _found(EngineQuery(text=text, filters=query.filters, without=without, limit=0))
    return found.total


def found_among(query: SearchQuery, among: Collection[int]) -> list[int]:
    """Return those of `among` that `run` finds, in no order; none where `run` finds nothing that has all the words.

    `among` has to be public. The word at the end may go on where nothing in the whole index has it as it stands.
    """
    text = parse(query.text, query.language)
    if not among or (query.text.strip() and text.is_empty):
        return []
    text = with_known_words(text, known_words(text, query.language))
    asked = EngineQuery(text=text, filters=query.filters, among=among, limit=len(among))
    found = engine().find(asked)
    if found.matched or not text.words:
        return found.candidates
    opened = engine().find(replace(asked, text=text.opened()))
    whole = replace(asked, among=None, without=hidden_documents(), limit=0)
    return opened.candidates if opened.candidates and not engine().find(whole).matched else []


def _found(asked: EngineQuery) -> tuple[EngineQuery, Found]:
    for tried in attempts(asked):
        found = engine().find(tried)
        if found.matched:
            break
    return tried, found


def _finds(asked: EngineQuery) -> bool:
    """Whether it finds something that may be shown right now: a spelling is shown, and is a word of what it finds."""
    found = engine().find(replace(asked, filters={}, facets=(), limit=PER_PAGE))
    return bool(found.candidates and public_documents(found.candidates))


def _limit(query: SearchQuery) -> int:
    by_title = MOST_BY_TITLE if query.sort is Sort.TITLE else 0
    return min(max(CANDIDATES, by_title, query.page * query.per_page), DEEPEST)


def _sorted(found: Found, text: ParsedQuery, query: SearchQuery, now: datetime) -> list[int]:
    if query.sort is Sort.TITLE and found.total <= MOST_BY_TITLE:
        return _by_title(found.candidates, query.language)
    if query.sort is Sort.NEWEST:
        return found.candidates
    return _ordered(found.candidates, text, query.language, now)


def _ordered(pks: list[int], text: ParsedQuery, language: str, now: datetime) -> list[int]:
    """Put the first candidates into their final order; those behind keep the engine's."""
    if text.is_empty:
        return pks
    first = pks[:CANDIDATES]
    rows = IndexedDocument.objects.filter(pk__in=first).values_list(*CANDIDATE_FIELDS)
    return [*rank([Candidate(*row) for row in rows], text, language=language, now=now), *pks[CANDIDATES:]]


def _by_title(pks: list[int], language: str) -> list[int]:
    titles = dict(IndexedDocument.objects.filter(pk__in=pks).values_list("pk", "title"))
    return sorted(titles, key=lambda pk: (title_key(titles[pk], language), pk))
