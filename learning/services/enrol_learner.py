import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import Enrolment
from learning.queries.admission import entry
from learning.queries.timeline import targets
from learning.refusals import NotAdmittedError


@transaction.atomic
def enrol_learner(*, user: User, courses: Iterable[uuid.UUID], now: datetime) -> None:
    """Note that `user` takes part in `courses`, which are open to them. Safe to repeat and beside itself.

    Nobody is asked to click: the first progress in an open course comes here.
    """
    for course in sorted(courses):  # the same order in every request: two of them never wait for each other
        Enrolment.objects.get_or_create(user=user, course_key=course, left_at=None, defaults={"enrolled_at": now})


@transaction.atomic
def admit_to_lesson(*, user: User, lesson: uuid.UUID, now: datetime) -> None:
    """Let `user` do something in a lesson that counts; raise NotAdmittedError where its course is not open to them now."""
    target = targets([lesson]).get(lesson)
    if target is None or target.course is None:
        return
    stands = entry(user, target.course, now=now)
    if stands.refusal is not None:
        raise NotAdmittedError(stands.refusal)
    if stands.enrolment is None:
        enrol_learner(user=user, courses=[target.course], now=now)
