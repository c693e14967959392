"""The address of a search: every form of its results (page, map, CSV, feed, JSON) is one query string apart."""

from django.http import QueryDict

from search.enums import Sort
from search.queries.search import SearchQuery


def address(query: SearchQuery, *, without: str = "", **more: str) -> str:
    """Return the query string of a search, from its first page. `without` drops a facet; of `more` empty values are dropped."""
    parameters = QueryDict(mutable=True)
    for name, values in kept(query, without=without):
        parameters.setlist(name, values)
    for name, value in more.items():
        if value:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


def kept(query: SearchQuery, *, without: str = "") -> list[tuple[str, list[str]]]:
    """Return the parameters of a search, each with its values; what stands by itself is left out."""
    found = [("q", [query.text])] if query.text else []
    found += [(name, list(values)) for name, values in query.filters.items() if name != without]
    return [*found, ("sort", [query.sort])] if query.sort != Sort.RELEVANCE else found
