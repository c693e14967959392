"""What the editors recommend for certain words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from wagtail.models import Page

from search import registry
from search.analysis.query import ParsedQuery, QueryWord, parse
from search.models import PromotedResult
from search.queries.search import SearchQuery
from search.queries.visibility import public_origins
from search.remembered import Remembered

MOST_SHOWN = 3

Words = tuple[QueryWord, ...]


@dataclass(frozen=True)
class Recommended:
    """`locale` of the page; empty for an address elsewhere, whose language nobody has said."""

    url: str
    title: str
    note: str
    locale: str


class PromotedTable:
    """The rows in their order, by the terms of their words. Made for the language of a reader when that is first asked for."""

    def __init__(self, rows: Iterable[PromotedResult]) -> None:
        self._rows = list(rows)
        self._tables: dict[str, dict[str, list[tuple[int, Words]]]] = {}

    def asked(self, query: ParsedQuery, language: str) -> list[PromotedResult]:
        """Return the rows that one of the searches of which is `query`: the same words, in any order and with any ending."""
        table = self._table(language)
        near = (found for word in query.words for term in word.all for found in table.get(term, ()))
        places = {place for place, words in near if _is_same(words, query.words)}
        return [self._rows[place] for place in sorted(places)]

    def _table(self, language: str) -> dict[str, list[tuple[int, Words]]]:
        if language not in self._tables:
            table: dict[str, list[tuple[int, Words]]] = defaultdict(list)
            for place, row in enumerate(self._rows):
                for line in row.query_lines if row.language in ("", language) else ():
                    words = parse(line, language).words
                    for term in words[0].all if words else ():
                        table[term].append((place, words))
            self._tables[language] = dict(table)
        return self._tables[language]


table = Remembered(lambda: PromotedTable(PromotedResult.objects.all()), PromotedResult)


def promoted(query: SearchQuery, *, today: date | None = None) -> list[Recommended]:
    """Return at most three recommendations, on the first page of a search without filters; of pages those that are public
    right now. `today` in UTC."""
    text = parse(query.text, query.language)
    if query.page != 1 or query.filters or text.is_empty or text.without or text.without_phrases:
        return []
    day = today or timezone.now().date()
    rows = [row for row in table.get().asked(text, query.language) if _is_on(row, day)]
    pages = _public({row.page_id for row in rows if row.page_id is not None})
    found = (_recommended(row, pages) for row in rows)
    return [one for one in found if one is not None][:MOST_SHOWN]


def _is_same(these: Sequence[QueryWord], those: Sequence[QueryWord]) -> bool:
    return _has_all(these, those) and _has_all(those, these)


def _has_all(these: Sequence[QueryWord], those: Sequence[QueryWord]) -> bool:
    return all(any(not one.all.isdisjoint(other.all) for other in those) for one in these)


def _is_on(row: PromotedResult, day: date) -> bool:
    return (row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or day <= row.ends_on)


def _public(pks: Collection[int]) -> dict[int, Page]:
    """Return the pages that everybody may read, by the rule of their kind; kinds that are not found by that of all pages."""
    if not pks:
        return {}
    pages = Page.objects.filter(pk__in=pks).select_related("locale").in_bulk()
    names = {pk: page.specific_class._meta.label for pk, page in pages.items() if page.specific_class is not None}
    known = {(name, pk) for pk, name in names.items() if registry.source(name) is not None}
    others = {pk for pk, name in names.items() if (name, pk) not in known}
    allowed = {pk for _name, pk in public_origins(known)} | (registry.public_pages(others) if others else set())
    return {pk: page for pk, page in pages.items() if pk in allowed}


def _recommended(row: PromotedResult, pages: dict[int, Page]) -> Recommended | None:
    if row.page_id is None:
        return Recommended(row.url, row.title, row.note, "")
    page = pages.get(row.page_id)
    if page is None or not page.url:
        return None
    return Recommended(page.url, row.title or page.title, row.note, page.locale.language_code)
