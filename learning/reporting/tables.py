"""The tables of a report: the same rows are shown, and saved as files."""

from collections.abc import Callable
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.spreadsheet import Cell, Table
from learning.queries.course_report import CourseReport
from learning.queries.retention import Curve
from learning.reporting.learner import Learner

Link = Callable[[UUID], str]


def _nowhere(_key: UUID) -> str:
    return ""


def funnel_table(report: CourseReport) -> Table:
    rows: list[list[Cell]] = [[one.label, one.count, one.percent] for one in report.funnel]
    return Table("funnel", _("How far they came"), [_("Step"), _("People"), _("Per cent of those enrolled")], rows)


def lesson_table(report: CourseReport, *, link: Link = _nowhere) -> Table:
    """`link` leads to the retention curve of a lesson that has one."""
    rows = [[one.step.title, one.started, one.done, one.median_days] for one in report.lessons]
    links = [link(one.step.key) if one.step.key in report.curves else "" for one in report.lessons]
    header = [_("Lesson"), _("Begun"), _("Done"), _("Days from joining until done, median")]
    return Table("lessons", _("Lesson by lesson"), header, rows, links)


def learner_table(report: CourseReport, *, link: Link = _nowhere) -> Table:
    header = [
        _("Name"),
        _("E-mail"),
        _("Cohort"),
        _("Joined"),
        _("Lessons done"),
        _("of"),
        _("Minutes watched"),
        _("Last seen"),
        _("State"),
        _("Stuck because"),
    ]
    rows = [_learner(one, len(report.steps)) for one in report.learners]
    return Table("learners", _("Who is where"), header, rows, [link(one.public_id) for one in report.learners])


def _learner(one: Learner, lessons: int) -> list[Cell]:
    return [
        one.name,
        one.email,
        one.cohort,
        localdate(one.enrolled_at),
        one.done,
        lessons,
        one.counters.covered_ms // 60_000 if one.counters else 0,
        localdate(one.counters.seen_at) if one.counters else None,
        str(one.state.label),
        one.stuck.words if one.stuck else "",
    ]


def quiz_table(report: CourseReport) -> Table:
    rows = [[one.step.title, one.learners, one.passed, one.attempts] for one in report.quizzes]
    header = [_("Quiz"), _("Handed in by"), _("Passed by"), _("Attempts until passed, mean")]
    return Table("quizzes", _("Quizzes"), header, rows)


def curve_table(curve: Curve, title: str) -> Table:
    header = [_("Chapter") if curve.has_chapters else _("Part of the film"), _("Begins at"), _("People"), _("Per cent")]
    rows: list[list[Cell]] = [
        [f"{one.number}. {one.title}" if curve.has_chapters else one.title, one.at, one.count, one.percent]
        for one in curve.marks
    ]
    return Table("retention", title, header, rows)
