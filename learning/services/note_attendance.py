from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import Attendance, LiveSession
from learning.models.progress import LIVE
from learning.queries.session_people import listed
from learning.services.complete_lesson import complete_lesson


class NotHeldError(Exception):
    """The session has not begun, or was called off: nobody can have been there."""


@transaction.atomic
def note_attendance(
    *, session: LiveSession, shown: Collection[User], there: Collection[User], by: User, now: datetime
) -> list[User]:
    """Note who of those `shown` on the list was `there`; return who is no longer, and has completed the lesson all the same.

    Who was there completes the lesson; what was completed is never taken back. Who was not on the list that was looked at
    is left as they are. Two lists that arrive at once are noted one after the other. Raise NotHeldError.
    """
    session = LiveSession.objects.select_for_update().get(pk=session.pk)
    if session.is_cancelled or session.starts_at > now:
        raise NotHeldError
    shown_ids, there_ids = {one.pk for one in shown}, {one.pk for one in there}
    known = {one.user_id: one for one in session.attendance.all()}
    taken_back: list[User] = []
    for user in listed(session):
        before, was_there = known.get(user.pk), user.pk in there_ids
        if user.pk not in shown_ids or (before is not None and before.was_there == was_there):
            continue
        row = before or Attendance(session=session, user=user)
        row.was_there, row.noted_by, row.noted_at = was_there, by, now
        row.save()
        if was_there:
            complete_lesson(user=user, lesson=session.lesson_key, timeline=LIVE, now=now)
        elif before is not None:
            taken_back.append(user)
    return taken_back
