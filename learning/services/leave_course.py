import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import Enrolment


@transaction.atomic
def leave_course(*, user: User, course: uuid.UUID, now: datetime) -> bool:
    """End the part that `user` takes in a course; what they did is kept. False where they took none."""
    return bool(Enrolment.objects.filter(user=user, course_key=course, left_at=None).update(left_at=now))
