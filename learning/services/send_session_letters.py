from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import translation

from core.services.deliver import Outcome, deliver
from learning.calendars import session_entry, written
from learning.enums import Letters
from learning.letters import letter, one_click_headers
from learning.local_time import local_span, zone_of
from learning.models import SessionNotice
from learning.queries.session_news import is_true, unreminded_sessions
from learning.queries.session_people import live_lessons

MOST = 40  # letters in one sweep


def send_session_letters(*, now: datetime) -> int:
    """Tell people once of live sessions that are near, have changed, or are called off; return how many letters went out.

    Taking a letter is one statement, so that two workers never send it both; what may have gone out is not sent again.
    """
    SessionNotice.objects.bulk_create(unreminded_sessions(now), ignore_conflicts=True)
    waiting = SessionNotice.objects.filter(again_at__lte=now).select_related("enrolment__user", "session__cohort")
    sent = 0
    for notice in waiting.order_by("pk")[:MOST]:
        if not SessionNotice.objects.filter(pk=notice.pk, again_at=notice.again_at).update(again_at=None):
            continue
        notice.again_at = None
        message = _message(notice) if is_true(notice, now) else None
        if message is None:
            SessionNotice.objects.filter(pk=notice.pk).update(error="No longer so.")
            continue
        outcome = deliver(message, [notice], now=now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.UNREACHABLE:
            break
    return sent


def _message(notice: SessionNotice) -> EmailMessage | None:
    """Write the letter, with the event for the calendar; None while the lesson is not published."""
    user, session = notice.enrolment.user, notice.session
    found = live_lessons([session.lesson_key], language=user.language).get(session.lesson_key)
    if found is None:
        return None
    page, headers = found[0], one_click_headers(user, about=Letters.REMINDERS)
    with translation.override(user.language):
        when = local_span(session.starts_at, session.ends_at, zone=zone_of(user, otherwise=session.time_zone))
        context = {"session": session, "page": page, "when": when, "opt_out": headers["List-Unsubscribe"].strip("<>")}
        event = written([session_entry(session, page)])
    message = letter(user, f"session_{notice.kind}", context, headers if notice.kind == "soon" else None)
    message.attach("session.ics", event, "text/calendar")
    return message
