from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import LiveSession
from learning.models.progress import LIVE
from learning.queries.session_people import participants
from learning.services.complete_lesson import complete_lesson


@transaction.atomic
def confirm_presence(*, session: LiveSession, user: User, now: datetime) -> bool:
    """Complete the lesson for a member of a class who says that they were there. False for everybody else, and too early.

    Nobody may know who is in a class, so nobody can tick them on a list; a reading is completed by one's own word too.
    """
    is_held = session.cancelled_at is None and session.starts_at <= now
    if not is_held or not participants(session).filter(user=user, cohort__is_class=True).exists():
        return False
    complete_lesson(user=user, lesson=session.lesson_key, timeline=LIVE, now=now)
    return True
