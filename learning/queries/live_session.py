"""Live sessions as a learner sees them: on the lesson, in lists, on the desk."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from learning.local_time import local_span, zone_of
from learning.models import Attendance, Cohort, Enrolment, LessonPage, LiveSession

DOORS = timedelta(minutes=15)  # before it begins: from then on "join" is what one came for


@dataclass(frozen=True)
class Meeting:
    """One session for one reader: times in their zone, and the link only for those who take part in it."""

    session: LiveSession
    zone: str
    now: datetime
    takes_part: bool = False
    leads: bool = False
    was_there: bool | None = None

    @property
    def words(self) -> str:
        return local_span(self.session.starts_at, self.session.ends_at, zone=self.zone)

    @property
    def join_link(self) -> str:
        """The address of the room; "" for who does not take part, and once it is over or called off."""
        is_theirs = self.takes_part or self.leads
        return self.session.join_link if is_theirs and not (self.is_past or self.session.is_cancelled) else ""

    @property
    def is_past(self) -> bool:
        return self.session.ends_at <= self.now

    @property
    def is_open(self) -> bool:
        """Whether it goes on now, or begins in a quarter of an hour."""
        has_begun = self.session.starts_at - DOORS <= self.now < self.session.ends_at
        return has_begun and not self.session.is_cancelled

    @property
    def has_begun(self) -> bool:
        return self.session.starts_at <= self.now and not self.session.is_cancelled

    @property
    def is_online(self) -> bool:
        return self.session.mode in {"online", "both"}


@dataclass(frozen=True)
class LiveView:
    """The sessions of a lesson for one reader: those that come, the next one first, and those that were, the last one first.

    `enrolment` is None for who does not take part in the course. `is_pupil`: of a class, in which nobody is named, so that
    no list says who was there: they say it themselves.
    """

    coming: list[Meeting]
    past: list[Meeting]
    enrolment: Enrolment | None

    @property
    def next(self) -> Meeting | None:
        return next((one for one in self.coming if not one.session.is_cancelled), None)

    @property
    def is_pupil(self) -> bool:
        return bool(self.enrolment and self.enrolment.cohort and self.enrolment.cohort.is_class)

    @property
    def to_confirm(self) -> Meeting | None:
        """The session of which a pupil may say that they were there."""
        begun = [one for one in [*self.past, *self.coming] if one.takes_part and one.has_begun]
        return max(begun, key=lambda one: one.session.starts_at, default=None) if self.is_pupil else None


def visible_to(user: User | AnonymousUser) -> Q:
    """Narrow sessions to those that a reader may know of: of a cohort only its people and its teacher."""
    everybody = Q(cohort=None)
    if not isinstance(user, User):
        return everybody
    cohorts = Enrolment.objects.filter(user=user, left_at=None).exclude(cohort=None).values("cohort")
    return everybody | Q(cohort__in=cohorts) | Q(cohort__teacher=user)


def sessions_for(user: User | AnonymousUser, lessons: Collection[uuid.UUID]) -> QuerySet[LiveSession]:
    return LiveSession.objects.filter(visible_to(user), lesson_key__in=lessons).select_related("cohort")


def meeting(session: LiveSession, *, user: User | AnonymousUser, enrolment: Enrolment | None, now: datetime) -> Meeting:
    """Return a session that is visible to `user`, who takes part in its course if there is an `enrolment`."""
    zone = zone_of(user, otherwise=session.time_zone)
    takes_part = enrolment is not None and session.cohort_id in {None, enrolment.cohort_id}
    leads = session.cohort is not None and isinstance(user, User) and session.cohort.teacher_id == user.pk
    return Meeting(session, zone, now, takes_part, leads)


def live_view(lesson: LessonPage, *, user: User | AnonymousUser, enrolment: Enrolment | None, now: datetime) -> LiveView:
    """Return the sessions of `lesson`. One query, two where some were already."""
    rows = sessions_for(user, [lesson.translation_key])
    known = [meeting(one, user=user, enrolment=enrolment, now=now) for one in rows]
    past = [one for one in known if one.is_past and not one.session.is_cancelled]
    noted = _noted(user, [one.session.pk for one in past])
    past = [Meeting(one.session, one.zone, now, one.takes_part, one.leads, noted.get(one.session.pk)) for one in past]
    return LiveView([one for one in known if not one.is_past], past[::-1], enrolment)


def _noted(user: User | AnonymousUser, sessions: list[int]) -> dict[int, bool]:
    if not sessions or not isinstance(user, User):
        return {}
    return dict(Attendance.objects.filter(user=user, session__in=sessions).values_list("session", "was_there"))


def next_meetings(user: User | AnonymousUser, lessons: Collection[uuid.UUID], *, now: datetime) -> dict[uuid.UUID, Meeting]:
    """Return the next session of each of `lessons` that has one. One query; none for no lessons."""
    if not lessons:
        return {}
    rows = sessions_for(user, lessons).filter(ends_at__gt=now, cancelled_at=None)
    found: dict[uuid.UUID, Meeting] = {}
    for one in rows:
        found.setdefault(one.lesson_key, meeting(one, user=user, enrolment=None, now=now))
    return found


def led_by(cohorts: Collection[Cohort], user: User, *, now: datetime) -> list[Meeting]:
    """Return the sessions of the cohorts that `user` teaches, from the last week on. One query; none without cohorts."""
    if not cohorts:
        return []
    rows = LiveSession.objects.filter(cohort__in=cohorts, ends_at__gt=now - timedelta(days=7), cancelled_at=None)
    return [meeting(one, user=user, enrolment=None, now=now) for one in rows.select_related("cohort")]
