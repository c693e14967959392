"""The report of a cohort for its teacher, on the site. A class has numbers alone, see `views/classroom.py`."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.spreadsheet import asked_file
from learning.forms.report import ReportForm
from learning.models import Cohort
from learning.queries.course_report import Scope
from learning.views.report_pages import (
    course_or_404,
    curve_context,
    person_context,
    report_context,
    report_of,
    report_tables,
)

TEMPLATE = "learning/cohort_report.html"


def _taught(request: HttpRequest, public_id: uuid.UUID) -> Cohort:
    """Return the cohort that the reader teaches; for anybody else it is not there."""
    return get_object_or_404(Cohort, public_id=public_id, teacher=request.user, is_class=False)


@require_safe
@login_required
def show_cohort(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    cohort = _taught(request, public_id)
    form = ReportForm(request.GET, course=cohort.course_key, cohort=cohort)
    report = report_of(form)
    tables = report_tables(
        report,
        person=lambda key: reverse("cohort_person", args=[public_id, key]),
        curve=lambda key: reverse("cohort_curve", args=[public_id, key]),
    )
    if file := asked_file(request, tables):
        return file
    context = report_context(request, form, report, tables)
    words = {"title": cohort.name, "subtitle": report.course, "up": reverse("desk"), "up_title": _("My desk")}
    return render(request, TEMPLATE, context | words)


@require_safe
@login_required
def show_curve(request: HttpRequest, public_id: uuid.UUID, lesson: uuid.UUID) -> HttpResponse:
    cohort = _taught(request, public_id)
    found, context, tables = curve_context(course_or_404(cohort.course_key), lesson)
    if file := asked_file(request, tables):
        return file
    return render(request, TEMPLATE, context | _below(cohort) | {"title": found.title})


@require_safe
@login_required
def show_person(request: HttpRequest, public_id: uuid.UUID, learner: uuid.UUID) -> HttpResponse:
    """Why the lessons of one learner of the cohort are done or not."""
    cohort = _taught(request, public_id)
    course = course_or_404(cohort.course_key)
    user, context = person_context(course, Scope(cohort.course_key, cohort), learner)
    return render(request, TEMPLATE, context | _below(cohort) | {"title": user, "subtitle": course.title})


def _below(cohort: Cohort) -> dict[str, str]:
    return {"up": reverse("cohort_report", args=[cohort.public_id]), "up_title": cohort.name}
