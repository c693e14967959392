"""Whether the figures that reports read are those of what learners did, for `manage.py fsck`."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from core.registries.integrity import Finding
from learning.buckets import BUCKETS, places, read, seen
from learning.models import CoursePage, LessonProgress, Retention
from learning.queries.tally import learners_of, lessons_counted, miscounted
from learning.services.count_course import batches, count_course
from learning.services.fold_progress import redraw_curve


def counters() -> Iterator[Finding]:
    """Courses whose counters are not those of the progress of their learners."""
    for key in CoursePage.objects.live().order_by("translation_key").values_list("translation_key", flat=True).distinct():
        lessons = lessons_counted(key)
        for users in batches(learners_of(key, lessons)) if lessons else ():
            if wrong := miscounted(key, lessons=lessons, users=users):
                sentence = f"The course {key} counts wrongly how far learners are: {len(wrong)}."
                yield Finding(sentence, partial(count_course, course=key, users=wrong))


def curves() -> Iterator[Finding]:
    """Retention curves that are not the sum of what their learners have watched."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * BUCKETS)
    learners: dict[tuple[str, str], int] = defaultdict(int)
    wrong: set[tuple[str, str]] = set()
    for row in LessonProgress.objects.exclude(timeline__in=["reading", "quiz"]).order_by("pk").iterator():
        name, taken = (str(row.lesson_key), row.timeline), read(row.counted_buckets)
        for place in places(taken):
            counts[name][place] += 1
        learners[name] += bool(taken)
        if row.is_counted and taken != seen(row.intervals, row.duration_ms):
            wrong.add(name)
    stored = {(str(one.lesson_key), one.timeline): one for one in Retention.objects.all()}
    for name in {*counts, *stored}:
        one = stored.get(name)
        drawn = (one.counts, one.learners) if one else ([0] * BUCKETS, 0)
        if drawn != (counts[name], learners[name]):
            wrong.add(name)
    for lesson, timeline in sorted(wrong):
        yield Finding(
            f"The retention curve of lesson {lesson} ({timeline}) is not what its learners have watched.",
            partial(redraw_curve, lesson=lesson, timeline=timeline),
        )
