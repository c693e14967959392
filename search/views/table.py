from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.spreadsheet import CSV, Table, as_file
from core.templatetags.trellis import local_name
from search.addresses import address
from search.queries.search import DEEPEST, SearchQuery, run

ROWS = 500


def table(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    """The results of a search as CSV, 500 a file; the header Link leads to the file with those behind them."""
    answer = run(replace(query, per_page=ROWS, is_brief=True))
    header = [_("Title"), _("Kind"), _("Language"), _("Published"), _("Address"), _("Summary")]
    rows = [
        (
            hit.title,
            hit.kind_label,
            local_name(hit.locale),
            hit.published.date(),
            request.build_absolute_uri(hit.url),
            hit.summary,
        )
        for hit in answer.hits
    ]
    response = as_file(Table("search", _("Search"), header, rows), CSV)
    if answer.page < answer.pages and answer.page * ROWS < DEEPEST:
        following = address(query, format=CSV, page=str(answer.next_page))
        response["Link"] = f'<{request.build_absolute_uri(reverse("search") + following)}>; rel="next"'
    return response
