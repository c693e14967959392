"""A cohort as coordinators see it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from learning.enums import Activity
from learning.models import Cohort, CoursePage, Enrolment, Invitation, LessonPage, LessonProgress
from learning.queries.outline import outlines


@dataclass(frozen=True)
class Member:
    enrolment: Enrolment
    done: int
    invitation: Invitation | None


def cohorts() -> QuerySet[Cohort]:
    """Return all cohorts, each with the title of its course (in the language that came first) and how many are in it."""
    titles = CoursePage.objects.filter(translation_key=OuterRef("course_key")).order_by("pk").values("title")[:1]
    taken = Count("enrolments", filter=Q(enrolments__left_at=None))
    return Cohort.objects.annotate(course_title=Subquery(titles), taken=taken)


def course_of(cohort: Cohort) -> CoursePage | None:
    """Return the published page of its course, in the language that came first."""
    return CoursePage.objects.live().filter(translation_key=cohort.course_key).order_by("pk").first()


def lessons_of(cohort: Cohort) -> list[LessonPage]:
    """Return the published lessons that something completes, in their order."""
    course = course_of(cohort)
    lessons = outlines([course])[course.pk].lessons if course else []
    return [one for one in lessons if one.activity != Activity.NONE]


def members(cohort: Cohort, lessons: Collection[uuid.UUID]) -> list[Member]:
    """Return who is in a cohort, with how many of `lessons` they have done. Three queries; a class names nobody."""
    if cohort.is_class:
        raise ValueError("Nobody may know who is in a class.")
    there = list(Enrolment.objects.filter(cohort=cohort, left_at=None).select_related("user"))
    users = [one.user_id for one in there]
    rows = LessonProgress.objects.filter(user__in=users, lesson_key__in=lessons).exclude(completed_at=None).order_by()
    done = dict(rows.values("user").annotate(lessons=Count("lesson_key", distinct=True)).values_list("user", "lessons"))
    asked = {one.user_id: one for one in Invitation.objects.filter(user__in=users, user__last_login=None)}
    found = [Member(one, done.get(one.user_id, 0), asked.get(one.user_id)) for one in there]
    return sorted(found, key=lambda one: str(one.enrolment.user).casefold())
