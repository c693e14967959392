"""What reports look like, for coordinators in the admin and for the teacher of a cohort alike."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from core.spreadsheet import Table
from learning.forms.report import ReportForm
from learning.models import CoursePage, LessonPage
from learning.queries.course_report import CourseReport, Scope, counting, course_report, enrolled, page_of
from learning.queries.explanation import explanations
from learning.queries.retention import retention
from learning.reporting.charts import curve_chart, funnel_chart, lesson_chart
from learning.reporting.tables import curve_table, funnel_table, learner_table, lesson_table, quiz_table

ON_A_PAGE = 100
_NOT_FILTERS = ("table", "format", "page")
Link = Callable[[uuid.UUID], str]


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in _NOT_FILTERS:
        kept.pop(name, None)
    return kept.urlencode()


def report_of(form: ReportForm) -> CourseReport:
    report = course_report(form.scope(), language=get_language() or "", now=timezone.now())
    if report.course is None:
        raise Http404
    return report


def report_tables(report: CourseReport, *, person: Link, curve: Link) -> dict[str, Table]:
    made = (
        funnel_table(report),
        lesson_table(report, link=curve),
        learner_table(report, link=person),
        quiz_table(report),
    )
    return {table.name: table for table in made}


def report_context(request: HttpRequest, form: ReportForm, report: CourseReport, tables: dict[str, Table]) -> dict[str, Any]:
    return {
        "body": "learning/report_body.html",
        "report": report,
        "form": form,
        "tables": tables,
        "funnel": funnel_chart(report.funnel),
        "lessons": lesson_chart(report.lessons, len(report.learners)),
        "page": Paginator(tables["learners"].linked_rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "query": _query(request),
    }


def course_or_404(course: uuid.UUID) -> CoursePage:
    page = page_of(course, get_language() or "")
    if page is None:
        raise Http404
    return page


def curve_context(course: CoursePage, key: uuid.UUID) -> tuple[LessonPage, dict[str, Any], dict[str, Table]]:
    """Return the lesson, what its page shows, and its tables; Http404 where the course has no such lesson."""
    lesson = next((one for one in counting(course) if one.translation_key == key), None)
    if lesson is None:
        raise Http404
    curve = retention(lesson, language=get_language() or "")
    shown: dict[str, Any] = {"body": "learning/report_curve.html", "curve": curve}
    if curve is None:
        return lesson, shown, {}
    table = curve_table(curve, lesson.title)
    return lesson, shown | {"chart": curve_chart(curve, lesson.title), "table": table}, {table.name: table}


def person_context(course: CoursePage, scope: Scope, public_id: uuid.UUID) -> tuple[User, dict[str, Any]]:
    """Return somebody in `scope` and why their lessons are done or not; Http404 for anybody else, members of classes too."""
    one = get_object_or_404(enrolled(scope).select_related("user"), user__public_id=public_id)
    return one.user, {"body": "learning/report_person.html", "lessons": explanations(one.user, course)}
