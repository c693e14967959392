"""Who has finished which course, and what a course asks for today."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from accounts.models import User
from learning.enums import Activity
from learning.models import CourseCompletion, CoursePage, LessonPage, LessonProgress
from learning.queries.outline import outlines


def completions_of(user: User | AnonymousUser, courses: Iterable[uuid.UUID]) -> dict[uuid.UUID, CourseCompletion]:
    """Return what the learner has finished among `courses`, by key. One query; none for a reader without an account."""
    if not isinstance(user, User):
        return {}
    return {one.course_key: one for one in CourseCompletion.objects.filter(user=user, course_key__in=set(courses))}


def courses_with(lessons: Iterable[uuid.UUID]) -> list[CoursePage]:
    """Return the published courses, in every language, that hold one of the published `lessons`. Two queries."""
    paths = LessonPage.objects.live().filter(translation_key__in=set(lessons)).values_list("path", flat=True)
    return list(CoursePage.objects.live().filter(path__in={path[: -2 * LessonPage.steplen] for path in paths}))


def editions(courses: Iterable[CoursePage]) -> list[tuple[uuid.UUID, list[dict[str, Any]]]]:
    """Return the key of each course with what it asks for now; a course that asks for nothing is left out."""
    courses = list(courses)
    read = outlines(courses)
    found = [(one.translation_key, _edition(one, read[one.pk].lessons)) for one in courses]
    return [(key, edition) for key, edition in found if edition]


def asked_for(course: uuid.UUID) -> list[tuple[uuid.UUID, list[dict[str, Any]]]]:
    """Return what each published language of a course asks for now. Three queries."""
    return editions(CoursePage.objects.live().filter(translation_key=course))


def unnoted(course: uuid.UUID) -> list[User]:
    """Return who has done everything that `course` asks for in one of its languages, and is not noted to have finished it."""
    found: dict[int, User] = {}
    for _key, edition in asked_for(course):
        wanted = {one["lesson"] for one in edition}
        done = LessonProgress.objects.filter(lesson_key__in=wanted).exclude(completed_at=None)
        whole = done.values("user").annotate(lessons=Count("lesson_key", distinct=True)).filter(lessons=len(wanted))
        noted = CourseCompletion.objects.filter(course_key=course).values("user")
        found |= User.objects.filter(pk__in=whole.values("user")).exclude(pk__in=noted).in_bulk()
    return [user for _pk, user in sorted(found.items())]


def _edition(course: CoursePage, lessons: Iterable[LessonPage]) -> list[dict[str, Any]]:
    return [
        {
            "lesson": str(one.translation_key),
            "activity": one.activity,
            "share": one.share_watched or course.share_watched if one.counts_watching else 100,
        }
        for one in lessons
        if one.activity != Activity.NONE
    ]
