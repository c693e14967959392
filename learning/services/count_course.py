import uuid
from collections.abc import Collection, Iterator, Sequence

from django.db import transaction

from learning.models import CourseProgress
from learning.queries.tally import Tally, learners_of, lessons_counted, miscounted, tallies

BATCH = 500
_COUNTED = ["started_at", "seen_at", "finished_at", "lessons_done", "covered_ms", "lessons"]


def batches(users: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(users), BATCH):
        yield users[first : first + BATCH]


@transaction.atomic
def count_course(*, course: uuid.UUID, users: Collection[int]) -> None:
    """Count again how far `users` are in `course`. Everything is counted afresh: nothing is added up twice, or drifts.

    The counters are locked before what they count is read, so of two transactions the later one sees what the other did.
    A course that is not published keeps its counters as they are.
    """
    lessons = lessons_counted(course)
    if not lessons:
        return
    there = _locked(course, users)
    found = tallies(course, lessons=lessons, users=users)
    if missing := found.keys() - there:
        _begin(course, {user: found[user] for user in missing})
        there = _locked(course, users)
        found = tallies(course, lessons=lessons, users=users)  # another tab may have begun them, and done something since
    if gone := there - found.keys():
        CourseProgress.objects.filter(course_key=course, user__in=gone).delete()
    counted = [CourseProgress(user_id=user, course_key=course, **tally.as_fields()) for user, tally in found.items()]
    CourseProgress.objects.bulk_create(  # each is there and locked: it is written over
        counted, update_conflicts=True, unique_fields=["user", "course_key"], update_fields=_COUNTED
    )


def _locked(course: uuid.UUID, users: Collection[int]) -> set[int]:
    """Lock the counters there are; return whose they are."""
    rows = CourseProgress.objects.select_for_update().filter(course_key=course, user__in=users)
    return set(rows.order_by("user").values_list("user_id", flat=True))


def _begin(course: uuid.UUID, found: dict[int, Tally]) -> None:
    made = [
        CourseProgress(user_id=user, course_key=course, started_at=found[user].started_at, seen_at=found[user].seen_at)
        for user in sorted(found)
    ]
    CourseProgress.objects.bulk_create(made, ignore_conflicts=True)


def recount_course(*, course: uuid.UUID) -> int:
    """Mend the counters that a change of `course` itself made wrong; return how many."""
    lessons = lessons_counted(course)
    changed = 0
    for users in batches(learners_of(course, lessons)) if lessons else ():
        if wrong := miscounted(course, lessons=lessons, users=users):
            count_course(course=course, users=wrong)
            changed += len(wrong)
    return changed
