"""The address of a search, read once for the page and the API."""

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from search.analysis.query import LONGEST
from search.enums import FacetName, Sort
from search.queries.search import SearchQuery

MOST_VALUES = 30
LONGEST_VALUE = 100
LAST_PAGE = 1_000


class BadParametersError(ValueError):
    """The address says something that search cannot do; the message is a sentence for the reader."""


def read_strictly(parameters: QueryDict) -> SearchQuery:
    """Return what is asked. Raises BadParametersError for what is wrong; unknown parameters are ignored."""
    text = parameters.get("q", "")
    if len(text) > LONGEST:
        raise BadParametersError(_("q may have %(most)d characters at most.") % {"most": LONGEST})
    language = parameters.get("ui", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _name in settings.LANGUAGES)
        raise BadParametersError(_("ui must be one of %(known)s.") % {"known": known})
    page = parameters.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= LAST_PAGE):
        raise BadParametersError(_("page must be a whole number from 1 to %(last)d.") % {"last": LAST_PAGE})
    filters = _filters(parameters)
    for name, values in filters.items():
        if len(values) > MOST_VALUES or any(len(value) > LONGEST_VALUE for value in values):
            raise BadParametersError(
                _("%(name)s may have %(most)d values of %(long)d characters at most.")
                % {"name": name, "most": MOST_VALUES, "long": LONGEST_VALUE}
            )
    sort = parameters.get("sort", Sort.RELEVANCE.value)
    if sort not in Sort:
        raise BadParametersError(_("sort must be one of %(known)s.") % {"known": ", ".join(Sort.values)})
    return SearchQuery(text=text, filters=filters, page=int(page), language=language, sort=Sort(sort))


def read_kindly(parameters: QueryDict, *, language: str) -> SearchQuery:
    """Return the nearest thing that search can do: a long text is cut, a wrong page is the first."""
    page = parameters.get("page", "1")
    sort = parameters.get("sort", "")
    filters = {
        name: [value for value in values if len(value) <= LONGEST_VALUE][:MOST_VALUES]
        for name, values in _filters(parameters).items()
    }
    return SearchQuery(
        text=parameters.get("q", "")[:LONGEST],
        filters={name: values for name, values in filters.items() if values},
        page=min(max(int(page[:9]), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
        language=language,
        sort=Sort(sort) if sort in Sort else Sort.RELEVANCE,
    )


def _filters(parameters: QueryDict) -> dict[str, list[str]]:
    """Return the values of each facet; one with a NUL can stand nowhere, and PostgreSQL takes none even in a question."""
    found = {
        name: [value.replace("\0", " ") for value in dict.fromkeys(parameters.getlist(name)) if value]
        for name in FacetName.values
    }
    return {name: values for name, values in found.items() if values}
