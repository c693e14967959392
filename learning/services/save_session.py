from datetime import datetime, timedelta

from django.db import transaction

from learning.enums import SessionNews
from learning.models import LiveSession, SessionNotice
from learning.queries.session_people import participants

# What people have to know; another cohort or lesson is another session.
TOLD = ("starts_at", "ends_at", "mode", "place", "join_link")
CORRECTED = timedelta(minutes=5)  # for this long a slip may be put right before anybody is told


@transaction.atomic
def save_session(*, session: LiveSession, is_cancelled: bool, now: datetime) -> LiveSession:
    """Keep a session as a coordinator wants it; tell those who take part of what is new in one that is known already.

    A change gives calendars a higher sequence. What was over before, and stays over, is corrected without a letter.
    """
    before = LiveSession.objects.select_for_update().filter(pk=session.pk).first() if session.pk else None
    if before is None:
        session.cancelled_at = now if is_cancelled else None
        session.changed_at = now
        session.save()
        return session
    session.cancelled_at = (before.cancelled_at or now) if is_cancelled else None
    is_other = any(getattr(before, name) != getattr(session, name) for name in TOLD)
    if is_other or before.is_cancelled != session.is_cancelled:
        session.sequence, session.changed_at = before.sequence + 1, now
        _tell(session, before, now)
    session.save()
    return session


def _tell(session: LiveSession, before: LiveSession, now: datetime) -> None:
    is_over = max(session.ends_at, before.ends_at) <= now
    if is_over or (before.is_cancelled and session.is_cancelled):
        return
    kind = SessionNews.CANCELLED if session.is_cancelled else SessionNews.MOVED
    SessionNotice.objects.bulk_create(
        SessionNotice(enrolment=one, session=session, kind=kind, sequence=session.sequence, again_at=now + CORRECTED)
        for one in participants(session)
    )
