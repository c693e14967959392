from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.queries.facets import Choice
from search.analysis.query import LONGEST
from search.parameters import read_kindly
from search.queries.search import Answer, SearchQuery, run


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = read_kindly(request.GET, language=get_language() or settings.LANGUAGE_CODE)
    answer = run(query)
    kinds: list[Choice] = next((facet.choices for facet in answer.facets if facet.name == "kind"), [])
    context: dict[str, Any] = {
        "answer": answer,
        "query": query,
        "kinds": kinds,
        "all_kinds": sum(choice.count for choice in kinds),
        # Kinds are the chips above the results; the other facets are the form beside them.
        "facets": [facet for facet in answer.facets if facet.name != "kind"],
        "filters_on": sum(len(values) for name, values in query.filters.items() if name != "kind"),
        "page_links": page_links(answer),
        "was_cut": len(request.GET.get("q", "")) > LONGEST,
        "without_kind": address(query, without="kind"),
        "without_filters": address(SearchQuery(text=query.text)),
        "suggested": address(SearchQuery(text=answer.did_you_mean)) if answer.did_you_mean else "",
    }
    return render(request, "search/results.html", context)


def address(query: SearchQuery, *, without: str = "") -> str:
    """Return the query string of a search, from its first page."""
    parameters = QueryDict(mutable=True)
    if query.text:
        parameters["q"] = query.text
    for name, values in query.filters.items():
        if name != without:
            parameters.setlist(name, list(values))
    return f"?{parameters.urlencode()}"


def page_links(answer: Answer) -> list[int]:
    """Return the numbers of the pages to link to: the first, the last and those around; 0 stands for a gap."""
    near = {1, answer.pages, *range(answer.page - 2, answer.page + 3)}
    numbers = sorted(number for number in near if 1 <= number <= answer.pages)
    links: list[int] = []
    for number in numbers:
        if links and number > links[-1] + 1:
            links.append(0)
        links.append(number)
    return links
