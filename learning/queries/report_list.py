"""The courses there are reports of."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from learning.models import Cohort, CoursePage, CourseProgress, Enrolment


@dataclass(frozen=True)
class ReportLine:
    """A course with how many take part in it by name; `classes` are not among them."""

    key: uuid.UUID
    title: str
    enrolled: int
    started: int
    finished: int
    classes: int


def report_lines(language: str) -> list[ReportLine]:
    """Return all published courses, by title. Three queries, whatever the number of learners."""
    found = CoursePage.objects.live().select_related("locale")
    pages: dict[uuid.UUID, CoursePage] = {}
    for page in sorted(found, key=lambda page: (page.locale.language_code != language, page.pk)):
        pages.setdefault(page.translation_key, page)
    mine = CourseProgress.objects.filter(user=OuterRef("user"), course_key=OuterRef("course_key"))
    named = Enrolment.objects.filter(Q(cohort=None) | Q(cohort__is_class=False), left_at=None).order_by()
    counted = named.values("course_key").annotate(
        enrolled=Count("pk"),
        started=Count("pk", filter=Exists(mine)),
        finished=Count("pk", filter=Exists(mine.filter(finished_at__isnull=False))),
    )
    figures = {key: rest for key, *rest in counted.values_list("course_key", "enrolled", "started", "finished")}
    counting = Cohort.objects.filter(is_class=True).order_by().values("course_key").annotate(classes=Count("pk"))
    classes = dict(counting.values_list("course_key", "classes"))
    lines: list[ReportLine] = []
    for key, page in pages.items():
        enrolled, started, finished = figures.get(key, [0, 0, 0])
        lines.append(ReportLine(key, page.title, enrolled, started, finished, classes.get(key, 0)))
    return sorted(lines, key=lambda line: line.title.casefold())
