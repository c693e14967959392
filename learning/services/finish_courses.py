import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import CourseCompletion, LessonProgress
from learning.queries.completion import asked_for, courses_with, editions, unnoted
from learning.services.count_course import count_course, recount_course
from learning.services.issue_certificate import issue_for_completion


@transaction.atomic
def finish_courses(*, user: User, lessons: Iterable[uuid.UUID], now: datetime) -> list[CourseCompletion]:
    """Note the courses around `lessons` of which `user` has done everything that one of their languages asks for.

    Return those that were not finished before. Safe to call twice and beside itself: a database constraint decides. The
    figures that reports read are counted here too, as whatever begins or completes a lesson comes this way.
    """
    # Two tabs may complete the last two lessons at once, and neither would see what the other wrote: the second waits here.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    asked = editions(courses_with(lessons))
    wanted = {one["lesson"] for _course, edition in asked for one in edition}
    rows = LessonProgress.objects.filter(user=user, lesson_key__in=wanted).exclude(completed_at=None)
    done = {str(key) for key in rows.values_list("lesson_key", flat=True)}
    finished: list[CourseCompletion] = []
    for course, edition in asked:
        if all(one["lesson"] in done for one in edition):
            completion, is_new = CourseCompletion.objects.get_or_create(
                user=user, course_key=course, defaults={"completed_at": now, "edition": edition}
            )
            finished += [completion] if is_new else []
    for completion in finished:
        issue_for_completion(completion=completion, now=now)
    for course in sorted({course for course, _edition in asked}):  # one order, so that nobody waits in a circle
        count_course(course=course, users=[user.pk])
    return finished


def settle_course(*, course: uuid.UUID, now: datetime) -> int:
    """Note who has finished `course` by a change of the course itself: a lesson that is gone asks nothing any more.

    Return how many people that were. The figures of reports count the lessons that there are now.
    """
    ready = unnoted(course)
    lessons = {uuid.UUID(one["lesson"]) for _key, edition in asked_for(course) for one in edition}
    noted = sum(len(finish_courses(user=user, lessons=lessons, now=now)) for user in ready)
    recount_course(course=course)
    return noted
