from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left, Length
from django.utils import timezone

from accounts.models import User
from learning.models import (
    Bookmark,
    Certificate,
    Cohort,
    CourseCompletion,
    CoursePage,
    Enrolment,
    LessonPage,
    LessonProgress,
    Note,
    Submission,
)  # fmt: skip
from learning.queries.certificate import certificates_of
from learning.queries.due import DueLesson, due_dates, due_lessons
from learning.queries.live_session import Meeting, led_by, next_meetings
from learning.queries.outline import outlines
from learning.queries.progress import rows_of
from learning.queries.reviewer import waiting_for
from learning.queries.standing import CourseStanding, LessonStanding, seen, standing, with_dates


@dataclass(frozen=True)
class Desk:
    """What a learner finds on the desk: where to go on, the courses begun, the lessons done (the newest first)."""

    courses: list[CourseStanding]
    finished: list[LessonStanding]
    going_on: tuple[CourseStanding, LessonStanding] | None
    certificates: list[Certificate]
    due: list[DueLesson]
    taught: list[Cohort]
    waiting: list[Submission]
    led: list[Meeting]
    notes: int
    bookmarks: int

    @property
    def is_new(self) -> bool:
        """Whether there is nothing yet that could stand on it."""
        return not (self.courses or self.certificates or self.taught or self.notes or self.bookmarks)


def _mine(user: User, language: str) -> list[CoursePage]:
    """Return the courses that the learner takes part in, or has touched and not left, in `language`. Two queries.

    Each carries `finished_at` and `finished_edition`, None before the learner has finished it.
    """
    parts = Enrolment.objects.filter(user=user)
    joined, left = (parts.filter(left_at__isnull=here).values("course_key") for here in (True, False))
    keys = LessonProgress.objects.filter(user=user).values("lesson_key")
    lessons = LessonPage.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    above = lessons.annotate(above=Left("path", Length("path") - 2 * LessonPage.steplen)).values("above")
    touched = Q(path__in=above) & ~Q(translation_key__in=left)
    mine = Q(translation_key__in=joined, locale__language_code=language)
    done = CourseCompletion.objects.filter(user=user, course_key=OuterRef("translation_key"))
    finished = {"finished_at": done.values("completed_at")[:1], "finished_edition": done.values("edition")[:1]}
    carried = {name: Subquery(value) for name, value in finished.items()}
    return list(
        CoursePage.objects.live().filter(touched | mine).annotate(**carried).order_by("path").prefetch_related("themes")
    )


def _completion(user: User, course: Any) -> CourseCompletion | None:
    if course.finished_at is None:
        return None
    known = {"completed_at": course.finished_at, "edition": course.finished_edition}
    return CourseCompletion(user=user, course_key=course.translation_key, **known)


def _taught_and_kept(user: User) -> tuple[list[Cohort], int, int]:
    """Return what the reader teaches, by name, and how many notes and bookmarks they have. One query."""
    fields = ("pk", "public_id", "name", "code", "is_class")
    counts = [
        Coalesce(Subquery(model.objects.filter(user=OuterRef("pk")).values("user").values(count=Count("pk"))), 0)
        for model in (Note, Bookmark)
    ]
    rows = User.objects.filter(pk=user.pk).order_by("cohorts_taught__name")
    found = list(rows.values_list(*counts, *(f"cohorts_taught__{name}" for name in fields)))
    cohorts = [
        Cohort(**dict(zip(fields, values, strict=True))) for _notes, _bookmarks, *values in found if values[0] is not None
    ]
    notes, bookmarks, *_cohort = found[0]
    return cohorts, notes, bookmarks


def _open_first(standing: CourseStanding) -> tuple[bool, float]:
    """What is not finished comes first, what was seen last before the others."""
    return standing.is_complete, -max((seen(lesson) for lesson in standing.lessons), default=0.0)


def desk(user: User, *, language: str) -> Desk:
    """Return the desk of `user`. Eight queries, for one course and for fifty.

    Some more, as few for one as for many, where a course has live sessions or the reader teaches.
    """
    courses = _mine(user, language)
    read = outlines(courses)
    rows = rows_of(user, [lesson.translation_key for outline in read.values() for lesson in outline.lessons])
    due, now = due_dates(user), timezone.now()
    sessions = next_meetings(user, [key for outline in read.values() for key in outline.live], now=now)
    standings = [
        with_dates(standing(course, read[course.pk], rows, _completion(user, course)), due, sessions) for course in courses
    ]
    standings.sort(key=_open_first)
    touched = [(course, lesson) for course in standings for lesson in course.lessons if lesson.progress.seen_at]
    open_ = [pair for pair in touched if not pair[1].progress.is_complete]
    done = sorted((lesson for _course, lesson in touched if lesson.progress.is_complete), key=seen, reverse=True)
    following = [(course, course.following) for course in standings if course.following is not None]
    going_on = max(open_, key=lambda pair: seen(pair[1]), default=None)
    if going_on is None and following:
        course, lesson = following[0]
        going_on = (course, lesson) if lesson else None
    taught, notes, bookmarks = _taught_and_kept(user)
    groups = [one for one in taught if not one.is_class]
    return Desk(
        standings,
        done,
        going_on,
        certificates_of(user),
        due_lessons(standings),
        taught,
        waiting_for(user) if groups else [],
        led_by(groups, user, now=now),
        notes,
        bookmarks,
    )
