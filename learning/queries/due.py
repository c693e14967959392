"""Until when lessons are due for somebody, by the cohorts they are in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from learning.local_time import local_words, zone_of
from learning.models import DueDate
from learning.queries.live_session import Meeting
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
    """A lesson on the desk that somebody waits for: it is due, or it is held live (`session`)."""

    course: CourseStanding
    lesson: LessonStanding
    at: datetime
    due: Due | None = None
    session: Meeting | None = None


def due_dates(user: User | AnonymousUser) -> dict[uuid.UUID, Due]:
    """Return what is due for `user`, by lesson, in the reader's own zone. One query; none without an account."""
    if not isinstance(user, User):
        return {}
    mine = DueDate.objects.filter(cohort__enrolments__user=user, cohort__enrolments__left_at=None)
    return {one.lesson_key: Due(one.at, zone_of(user, otherwise=one.cohort.time_zone)) for one in mine.select_related("cohort")}


def due_lessons(courses: list[CourseStanding]) -> list[DueLesson]:
    """Return the lessons of `courses` that are due or held live, and not done, the first one first."""
    found: list[DueLesson] = []
    for course in courses:
        for lesson in (one for one in course.counting if not one.progress.is_complete):
            if lesson.due is not None:
                found.append(DueLesson(course, lesson, lesson.due.at, due=lesson.due))
            if lesson.session is not None:
                found.append(DueLesson(course, lesson, lesson.session.session.starts_at, session=lesson.session))
    return sorted(found, key=lambda one: one.at)
