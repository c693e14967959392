"""The tables of the report, as the screen and the files show them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.spreadsheet import Cell, Table
from core.templatetags.trellis import local_name
from search.enums import ClickBand, Sort
from search.queries.asked_report import Asked, AskedReport


def report_tables(report: AskedReport) -> dict[str, Table]:
    made = (
        _table("most-asked", _("Most asked"), report.most_asked),
        _table("nothing-found", _("Nothing was found"), report.nothing_found),
        _table("not-clicked", _("Found, but nothing was opened"), report.not_clicked),
    )
    return {table.name.replace("-", "_"): table for table in made}


def _table(name: str, title: str, found: Sequence[Asked]) -> Table:
    places = [_("Opened at %(place)s") % {"place": band.label} for band in ClickBand]
    header = [_("Search"), _("Language"), _("Asked"), _("Without results"), _("Opened"), *places]
    rows: list[Sequence[Cell]] = [
        (one.words, local_name(one.language), one.asked, one.found_nothing, one.clicked, *one.clicks) for one in found
    ]
    return Table(name, title, header, rows, [_search(one) for one in found])


def _search(one: Asked) -> str:
    """Return the address of the search. It says the order too, so that looking at it here is not counted as asking."""
    with translation.override(one.language):
        return f"{reverse('search')}?{urlencode({'q': one.words, 'sort': Sort.RELEVANCE.value})}"
