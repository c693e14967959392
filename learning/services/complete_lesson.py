import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import LessonProgress
from learning.services.finish_courses import finish_courses


@transaction.atomic
def complete_lesson(*, user: User, lesson: uuid.UUID, timeline: str, now: datetime) -> None:
    """Complete a lesson by something else than watching, which `timeline` names. The first time counts."""
    _row, is_new = LessonProgress.objects.get_or_create(
        user=user,
        lesson_key=lesson,
        timeline=timeline,
        defaults={"completed_at": now, "completed_share": 100, "is_counted": True},
    )
    if is_new:
        finish_courses(user=user, lessons=[lesson], now=now)
