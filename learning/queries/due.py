"""Until when lessons are due for somebody, by the cohorts they are in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from learning.local_time import local_words, zone_of
from learning.models import DueDate
from learning.queries.standing import CourseStanding, LessonStanding


@dataclass(frozen=True)
class Due:
    at: datetime
    zone: str

    @property
    def words(self) -> str:
        return local_words(self.at, zone=self.zone)

    @property
    def is_past(self) -> bool:
        return self.at < timezone.now()


@dataclass(frozen=True)
class DueLesson:
    """A lesson on the desk that somebody waits for."""

    course: CourseStanding
    lesson: LessonStanding
    due: Due


def due_dates(user: User | AnonymousUser) -> dict[uuid.UUID, Due]:
    """Return what is due for `user`, by lesson, in the reader's own zone. One query; none without an account."""
    if not isinstance(user, User):
        return {}
    mine = DueDate.objects.filter(cohort__enrolments__user=user, cohort__enrolments__left_at=None)
    return {one.lesson_key: Due(one.at, zone_of(user, otherwise=one.cohort.time_zone)) for one in mine.select_related("cohort")}


def due_lessons(courses: list[CourseStanding]) -> list[DueLesson]:
    """Return the lessons of `courses` that are due and not done, the first one first."""
    found = [
        DueLesson(course, lesson, lesson.due)
        for course in courses
        for lesson in course.counting
        if lesson.due is not None and not lesson.progress.is_complete
    ]
    return sorted(found, key=lambda one: one.due.at)
