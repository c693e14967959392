"""Whom to tell of a live session, and whether it is still true when the letter goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from learning.enums import Letters, SessionNews
from learning.local_time import is_day
from learning.models import Enrolment, LessonProgress, LiveSession, SessionNotice
from learning.queries.letter_opt_out import declined
from learning.queries.session_people import participants

SOON = (timedelta(hours=2), timedelta(hours=30))  # before it begins: the day before, at a time when people are awake
FRESH = timedelta(days=1)  # who was told of a change so lately is not reminded too


def to_remind(session: LiveSession) -> QuerySet[Enrolment]:
    """Return who takes part in `session`, has not done its lesson, and does not mind a reminder."""
    done = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=session.lesson_key).exclude(completed_at=None)
    return participants(session).filter(~Exists(done), ~declined(Letters.REMINDERS)).select_related("user")


def unreminded_sessions(now: datetime) -> Iterator[SessionNotice]:
    """Return the reminders of live sessions that have to be made now."""
    near = LiveSession.objects.filter(starts_at__gt=now + SOON[0], starts_at__lte=now + SOON[1], cancelled_at=None)
    for session in near:
        told = session.notices.filter(
            Q(kind=SessionNews.SOON) | Q(sent_at__gt=now - FRESH) | ~Q(again_at=None),
            sequence=session.sequence,
            enrolment=OuterRef("pk"),
        )
        for one in to_remind(session).exclude(Exists(told)):
            if is_day(one.user, now, zone=session.time_zone):
                kind = SessionNews.SOON
                yield SessionNotice(enrolment=one, session=session, kind=kind, sequence=session.sequence, again_at=now)


def is_true(notice: SessionNotice, now: datetime) -> bool:
    """Whether a letter still says what is so, to somebody whom it concerns."""
    session = notice.session
    if notice.sequence != session.sequence or session.ends_at <= now:
        return False
    if notice.kind == SessionNews.SOON:
        return session.starts_at > now and to_remind(session).filter(pk=notice.enrolment_id).exists()
    return participants(session).filter(pk=notice.enrolment_id).exists()
