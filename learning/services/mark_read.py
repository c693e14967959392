import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models.progress import READING
from learning.queries.timeline import targets
from learning.services.complete_lesson import complete_lesson
from learning.services.enrol_learner import admit_to_lesson


@transaction.atomic
def mark_read(*, user: User, lesson: uuid.UUID, now: datetime) -> bool:
    """Complete a lesson that is completed by reading; the first time counts. False where there is no such lesson.

    Raise NotAdmittedError where its course is not open to `user`.
    """
    target = targets([lesson]).get(lesson)
    if target is None or not target.reads:
        return False
    admit_to_lesson(user=user, lesson=lesson, now=now)
    complete_lesson(user=user, lesson=lesson, timeline=READING, now=now)
    return True
