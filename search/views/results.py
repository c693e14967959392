from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.queries.facets import Choice
from search.addresses import address, kept
from search.analysis.query import LONGEST
from search.enums import Sort
from search.parameters import read_kindly
from search.queries.country_map import country_map
from search.queries.nothing_found import ways_on
from search.queries.promoted import promoted
from search.queries.search import MOST_BY_TITLE, Answer, SearchQuery, run
from search.views.afterwards import Afterwards
from search.views.asked import count_asked, tells_clicks
from search.views.feed import feed
from search.views.table import table

# `format` in the address: the same results in another form.
FORMS: dict[str, Callable[[HttpRequest, SearchQuery], HttpResponse]] = {"atom": feed, "csv": table}
MAP = "map"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The results of a search as a page, or in the form that `format` names; `view=map` counts them by country."""
    query = read_kindly(request.GET, language=get_language() or settings.LANGUAGE_CODE)
    form = FORMS.get(request.GET.get("format", ""))
    if form is not None:
        return form(request, query)
    view = MAP if request.GET.get("view") == MAP else ""
    answer = run(query)
    kinds: list[Choice] = next((facet.choices for facet in answer.facets if facet.name == "kind"), [])
    context: dict[str, Any] = {
        "answer": answer,
        "query": query,
        "view": view,
        "kinds": kinds,
        "all_kinds": sum(choice.count for choice in kinds),
        # Kinds are the chips above the results; the other facets are the form beside them.
        "facets": [facet for facet in answer.facets if facet.name != "kind"],
        "filters_on": sum(len(values) for name, values in query.filters.items() if name != "kind"),
        "kept": [*own_choices(query), *([("view", [view])] if view else [])],
        "sorts": sorts(answer, view),
        "page_links": page_links(answer),
        "was_cut": len(request.GET.get("q", "")) > LONGEST,
        "without_kind": address(query, without="kind", view=view),
        "without_filters": address(SearchQuery(text=query.text), view=view),
        "suggested": address(SearchQuery(text=answer.did_you_mean)) if answer.did_you_mean else "",
        "forms": forms(query),
        "save": "" if query.is_empty else reverse("save_search") + address(replace(query, sort=Sort.RELEVANCE)),
        "promoted": promoted(query),
        "tells_clicks": tells_clicks(request, query),
    }
    if not answer.total:
        context["ways"] = ways_on(answer)
    elif view:
        context["map"] = country_map(answer)
    html = render_to_string("search/results.html", context, request)
    return Afterwards(html, then=partial(count_asked, request, answer))


def own_choices(query: SearchQuery) -> list[tuple[str, list[str]]]:
    """Return the parameters that the form of filters carries along: all but those it asks for."""
    return [(name, values) for name, values in kept(query) if name not in query.filters or name == "kind"]


def forms(query: SearchQuery) -> dict[str, str]:
    """Return the addresses of the same results in other forms."""
    return {
        "list": address(query),
        "map": address(query, view=MAP),
        "atom": address(query, format="atom"),
        "csv": address(query, format="csv"),
        "json": reverse("api-search") + address(query, ui=query.language),
    }


def sorts(answer: Answer, view: str) -> list[tuple[str, str, bool]]:
    """Return the orders to choose from: name, address, and whether it is kept now.

    Without words there is no best match: the newest stand first. Titles are put in order where all of them can be read.
    """
    query, standard = answer.query, Sort.RELEVANCE if answer.query.text.strip() else Sort.NEWEST
    offered = list(dict.fromkeys([standard, Sort.NEWEST, *([Sort.TITLE] if answer.total <= MOST_BY_TITLE else [])]))
    now = standard if answer.sort is Sort.RELEVANCE else answer.sort
    return [
        (str(sort.label), address(replace(query, sort=Sort.RELEVANCE if sort is standard else sort), view=view), sort is now)
        for sort in offered
    ]


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
