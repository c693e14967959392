from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.spreadsheet import asked_file
from search import registry
from search.enums import ClickBand
from search.queries.asked_report import FEWEST, asked_report
from search.queries.status import status
from search.report_form import DAYS, AskedForm
from search.report_tables import report_tables

PERMISSION = "search.view_queryday"


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def report(request: HttpRequest) -> HttpResponse:
    """What people search, and how the index stands; `?days=&language=` narrow it, `?table=&format=` is a table as a file."""
    form = AskedForm({"days": request.GET.get("days", str(DAYS)), "language": request.GET.get("language", "")})
    days, language = form.asked()
    found = asked_report(days=days, language=language, today=timezone.now().date())
    tables = report_tables(found)
    if file := asked_file(request, {table.name: table for table in tables.values()}):
        return file
    index = status()
    labels = registry.kind_labels(index.kinds)
    context = {
        "form": form,
        "report": found,
        "tables": tables,
        "bands": list(zip([band.label for band in ClickBand], found.clicks, strict=True)),
        "query": f"days={days}&language={language}",
        "status": index,
        "kinds": [(labels[kind], count) for kind, count in index.kinds.items()],
        "is_on": settings.SEARCH_STATISTICS,
        "fewest": FEWEST,
    }
    return render(request, "search/admin/report.html", context)
