import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from learning.models import CertificateTemplate
from learning.printing.pdf import CannotPrintError, draw
from learning.queries.sheet import sample_sheet


def show_preview(request: HttpRequest, template: CertificateTemplate, language: str) -> HttpResponse:
    """Show the sheet as it would be printed: drawn by the printer itself, as a picture."""
    context: dict[str, object] = {"template": template, "language": language}
    try:
        drawn = draw(sample_sheet(template, language=language, now=timezone.now()), as_="svg")
    except CannotPrintError as error:
        context["letters"] = error.letters
    else:
        context["picture"] = "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()
    return render(request, "learning/admin/template_preview.html", context)
