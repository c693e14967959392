import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import CoursePage, Enrolment, LessonProgress
from learning.queries.outline import outlines


@transaction.atomic
def leave_course(*, user: User, course: uuid.UUID, now: datetime) -> bool:
    """End the part that `user` takes in a course; what they did is kept. False where they took none.

    Who learnt in it before enrolments were counted leaves it too: the row begins and ends now.
    """
    mine = Enrolment.objects.filter(user=user, course_key=course)
    if mine.filter(left_at=None).update(left_at=now):
        return True
    if mine.exists() or not LessonProgress.objects.filter(user=user, lesson_key__in=_lessons(course)).exists():
        return False
    Enrolment.objects.create(user=user, course_key=course, enrolled_at=now, left_at=now)
    return True


def _lessons(course: uuid.UUID) -> set[uuid.UUID]:
    read = outlines(CoursePage.objects.live().filter(translation_key=course))
    return {lesson.translation_key for outline in read.values() for lesson in outline.lessons}
