"""Whose a live session is: who is told of it, who may join, whose name is on its list."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from core.queries.nearest import nearest
from learning.enums import Activity
from learning.models import Enrolment, LessonPage, LiveSession
from learning.queries.timeline import course_path, courses


def live_lessons(keys: Iterable[uuid.UUID], *, language: str) -> dict[uuid.UUID, tuple[LessonPage, uuid.UUID]]:
    """Return the published live lessons among `keys`, in `language` where there is one, with the key of the course around.

    Two queries.
    """
    pages = LessonPage.objects.live().filter(translation_key__in=set(keys), activity=Activity.LIVE)
    found = nearest(pages.defer_streamfields(), language=language)
    around = courses(found.values())
    return {key: (page, around[course_path(page.path)][1]) for key, page in found.items() if course_path(page.path) in around}


def course_of_session(session: LiveSession) -> uuid.UUID | None:
    """Return the key of the course in which `session` is held; None while its lesson is not published."""
    found = live_lessons([session.lesson_key], language="").get(session.lesson_key)
    return found[1] if found else None


def participants(session: LiveSession) -> QuerySet[Enrolment]:
    """Return who takes part in `session` now."""
    return _enrolled(session).filter(left_at=None)


def _enrolled(session: LiveSession) -> QuerySet[Enrolment]:
    """Return everybody who is or was enrolled in the course of `session`, or in its cohort."""
    course = course_of_session(session)
    if course is None:
        return Enrolment.objects.none()
    rows = Enrolment.objects.filter(course_key=course, user__is_active=True)
    return rows.filter(cohort=session.cohort_id) if session.cohort_id else rows


def listed(session: LiveSession) -> list[User]:
    """Return whom a list of attendance names: who takes part, or did when it began, by name.

    The members of a class are never among them: nobody may know who they are.
    """
    there = Q(left_at=None) | Q(left_at__gt=session.starts_at)
    named = Q(cohort=None) | Q(cohort__is_class=False)
    rows = _enrolled(session).filter(there, named)
    return sorted(User.objects.filter(pk__in=rows.values("user")), key=lambda one: (str(one).casefold(), one.pk))


def may_join(session: LiveSession, user: User) -> bool:
    """Whether `user` takes part in `session`, or leads it: then its link is theirs."""
    if session.cohort is not None and session.cohort.teacher_id == user.pk:
        return True
    return participants(session).filter(user=user).exists()
