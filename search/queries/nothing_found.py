"""What to do where a search finds nothing: take one filter away, or one word, or look at what there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from core.queries.facets import Choice
from search.addresses import address
from search.analysis.query import ParsedQuery, parse
from search.engines import engine
from search.engines.base import EngineError, EngineQuery
from search.enums import FacetName
from search.queries.facets import shown_facets
from search.queries.search import Answer, SearchQuery, count
from search.queries.visibility import hidden_documents

MOST_FILTERS, MOST_WORDS, MOST_THEMES = 5, 3, 8


@dataclass(frozen=True)
class Way:
    """A search that finds something, and how much."""

    label: str
    query: SearchQuery
    count: int = 0

    @property
    def url(self) -> str:
        return address(self.query)


@dataclass(frozen=True)
class WaysOn:
    """`loosened` the best first; `themes` of everything that is public."""

    loosened: list[Way] = field(default_factory=list)
    themes: list[Choice] = field(default_factory=list)


def ways_on(answer: Answer) -> WaysOn:
    """Return what leads on from an answer without results. Every count is the number of results behind its link."""
    try:
        return _ways_on(answer.query, hidden_documents(), is_corrected=bool(answer.did_you_mean))
    except EngineError:  # the answer itself says so already
        return WaysOn()


def _ways_on(query: SearchQuery, hidden: list[int], *, is_corrected: bool) -> WaysOn:
    tried = list(_without_filters(query)) if query.filters else []
    found = [replace(way, count=count(way.query, without=hidden)) for way in tried]
    if not any(way.count for way in found) and not is_corrected:
        found = [replace(way, count=count(way.query, without=hidden)) for way in _without_words(query)]
    themes = engine().find(EngineQuery(ParsedQuery(), facets=[FacetName.THEME.value], without=hidden, limit=0)).facets
    shown = [facet.choices for facet in shown_facets(themes, {})]
    return WaysOn(
        loosened=sorted((way for way in found if way.count), key=lambda way: -way.count),
        themes=shown[0][:MOST_THEMES] if shown else [],
    )


def _without_filters(query: SearchQuery) -> Iterator[Way]:
    """One filter less, for each; where there are several, none of them too."""
    for name in list(query.filters)[:MOST_FILTERS]:
        rest = {other: values for other, values in query.filters.items() if other != name}
        label = _("In all languages") if name == FacetName.LANG else _("Without the filter “%(name)s”")
        yield Way(label % {"name": FacetName(name).label}, replace(query, filters=rest, page=1))
    if len(query.filters) > 1:
        yield Way(_("Without filters"), replace(query, filters={}, page=1))


def _without_words(query: SearchQuery) -> Iterator[Way]:
    """One word less, in all languages and of all kinds."""
    words = [word.text for word in parse(query.text, query.language).words]
    for left_out in range(min(len(words), MOST_WORDS) if len(words) > 1 else 0):
        text = " ".join(word for position, word in enumerate(words) if position != left_out)
        yield Way(_("Search for “%(text)s”") % {"text": text}, replace(query, text=text, filters={}, page=1))
