"""Reports of courses in the admin."""

import uuid

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.spreadsheet import asked_file
from learning.forms.report import ReportForm
from learning.queries.course_report import Scope
from learning.queries.report_list import report_lines
from learning.views.report_pages import (
    course_or_404,
    curve_context,
    person_context,
    report_context,
    report_of,
    report_tables,
)

PERMISSION = "learning.view_report"
TEMPLATE = "learning/admin/report.html"
reader = permission_required(PERMISSION, raise_exception=True)


@require_safe
@reader
def list_reports(request: HttpRequest) -> HttpResponse:
    lines = report_lines(get_language() or "")
    return render(request, TEMPLATE, {"title": _("Courses"), "body": "learning/admin/reports.html", "lines": lines})


@require_safe
@reader
def show_report(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """The report of a course; `?cohort=&since=&until=&quiet=` narrow it, `?table=&format=` is a table of it as a file."""
    form = ReportForm(request.GET, course=course)
    report = report_of(form)
    tables = report_tables(
        report,
        person=lambda key: reverse("learning:report_person", args=[course, key]),
        curve=lambda key: reverse("learning:report_curve", args=[course, key]),
    )
    if file := asked_file(request, tables):
        return file
    context = report_context(request, form, report, tables)
    note = _("Members of classes are not in these figures: nobody may know them.")
    up = {"up": reverse("learning:reports"), "up_title": _("Courses")}
    return render(request, TEMPLATE, context | up | {"title": report.course, "note": note})


@require_safe
@reader
def show_curve(request: HttpRequest, course: uuid.UUID, lesson: uuid.UUID) -> HttpResponse:
    page = course_or_404(course)
    found, context, tables = curve_context(page, lesson)
    if file := asked_file(request, tables):
        return file
    up = {"up": reverse("learning:report", args=[course]), "up_title": page.title}
    return render(request, TEMPLATE, context | up | {"title": found.title})


@require_safe
@reader
def show_person(request: HttpRequest, course: uuid.UUID, public_id: uuid.UUID) -> HttpResponse:
    """Why the lessons of one learner are done or not."""
    page = course_or_404(course)
    user, context = person_context(page, Scope(course), public_id)
    up = {"up": reverse("learning:report", args=[course]), "up_title": page.title}
    return render(request, TEMPLATE, context | up | {"title": user, "subtitle": page.title})
