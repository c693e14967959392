import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import LessonProgress
from learning.models.progress import READING
from learning.queries.timeline import targets


@transaction.atomic
def mark_read(*, user: User, lesson: uuid.UUID, now: datetime) -> bool:
    """Complete a lesson that is completed by reading; the first time counts. False where there is no such lesson."""
    target = targets([lesson]).get(lesson)
    if target is None or not target.reads:
        return False
    LessonProgress.objects.get_or_create(
        user=user, lesson_key=lesson, timeline=READING, defaults={"completed_at": now, "completed_share": 100}
    )
    return True
