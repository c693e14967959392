import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from learning.buckets import BUCKETS, places, read, seen, written
from learning.models import LessonProgress, Retention
from learning.queries.tally import course_keys
from learning.services.count_course import count_course

BATCH = 500


def fold_progress() -> int:
    """Take into the figures of reports what was watched since the last time; return how many rows of progress.

    Learners never wait for each other's figures: they only mark their own row. Safe to run twice and beside itself.
    """
    folded = last = _fold_batch()
    while last == BATCH:
        last = _fold_batch()
        folded += last
    return folded


@transaction.atomic
def _fold_batch() -> int:
    # A row that somebody is writing just now is left for the next time, so that they do not wait.
    waiting = LessonProgress.objects.select_for_update(skip_locked=True).filter(is_counted=False)
    rows = list(waiting.order_by("pk")[:BATCH])
    around = course_keys(row.lesson_key for row in rows)
    learners: dict[uuid.UUID, set[int]] = defaultdict(set)
    for row in rows:
        for course in around.get(row.lesson_key, ()):
            learners[course].add(row.user_id)
    for course in sorted(learners):  # the order in which finishing lessons counts, so that nobody waits in a circle
        count_course(course=course, users=learners[course])
    drawn = _retain(rows)
    LessonProgress.objects.bulk_update(drawn, ["counted_buckets"], batch_size=100)
    LessonProgress.objects.filter(pk__in=[row.pk for row in rows]).update(is_counted=True)
    return len(rows)


def _retain(rows: Iterable[LessonProgress]) -> list[LessonProgress]:
    """Take `rows` into their curves; return those that have put something in."""
    drawn: list[LessonProgress] = []
    watched: dict[tuple[str, str], list[LessonProgress]] = defaultdict(list)
    for row in rows:
        if row.intervals:
            watched[str(row.lesson_key), row.timeline].append(row)
    for (lesson, timeline), mine in sorted(watched.items()):
        curve, _is_new = Retention.objects.select_for_update().get_or_create(
            lesson_key=lesson, timeline=timeline, defaults={"duration_ms": mine[0].duration_ms, "counts": [0] * BUCKETS}
        )
        added = [row for row in mine if _take(curve, row)]
        if added:
            curve.save()
        drawn += added
    return drawn


def _take(curve: Retention, row: LessonProgress) -> bool:
    before, after = read(row.counted_buckets), seen(row.intervals, row.duration_ms)
    for place in places(after & ~before):
        curve.counts[place] += 1
    curve.learners += bool(after) and not before
    row.counted_buckets = written(after | before)
    return after & ~before != 0


@transaction.atomic
def redraw_curve(*, lesson: str, timeline: str) -> None:
    """Count a retention curve again from everything that was watched of its timeline."""
    rows = list(LessonProgress.objects.select_for_update().filter(lesson_key=lesson, timeline=timeline).order_by("pk"))
    Retention.objects.filter(lesson_key=lesson, timeline=timeline).delete()
    for row in rows:
        row.counted_buckets = ""
    _retain(rows)
    LessonProgress.objects.bulk_update(rows, ["counted_buckets"], batch_size=100)
