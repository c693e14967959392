"""What to do where a search finds nothing: take one filter away, or look at what there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from core.queries.facets import Choice
from search.addresses import address
from search.analysis.query import ParsedQuery
from search.engines import engine
from search.engines.base import EngineQuery
from search.enums import FacetName
from search.queries.facets import shown_facets
from search.queries.search import Answer, SearchQuery, count
from search.queries.visibility import hidden_documents

MOST_FILTERS, MOST_THEMES = 5, 8


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
    hidden = hidden_documents()
    found = [replace(way, count=count(way.query, without=hidden)) for way in _without_filters(answer.query)]
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
