"""Whether what is noted about learners agrees with what they did."""

from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from core.registries.integrity import Finding, register_check
from learning.intervals import credited, union
from learning.models import CoursePage, LessonProgress
from learning.queries.completion import unnoted
from learning.quiz_integrity import marks, passed
from learning.report_integrity import counters, curves
from learning.services.finish_courses import settle_course
from learning.work_integrity import accepted, files, versions


def sums() -> Iterator[Finding]:
    """Rows of progress whose counted milliseconds are not those of their intervals."""
    for row in LessonProgress.objects.order_by("pk").iterator():
        intervals = union(row.intervals)
        counted = credited(intervals, row.clocks.values())
        if [list(one) for one in intervals] != row.intervals:
            yield Finding(f"Progress {row.pk}: its intervals are not merged and in order.")
        elif row.covered_ms != counted:
            repair = partial(LessonProgress.objects.filter(pk=row.pk).update, covered_ms=counted)
            yield Finding(f"Progress {row.pk} counts {row.covered_ms} ms; its intervals and clocks make {counted}.", repair)


def completions() -> Iterator[Finding]:
    """Courses that somebody has finished without its being noted."""
    for key in CoursePage.objects.live().order_by("translation_key").values_list("translation_key", flat=True).distinct():
        ready = unnoted(key)
        if ready:
            sentence = f"The course {key} is finished without its being noted, learners: {len(ready)}."
            yield Finding(sentence, partial(settle_course, course=key, now=timezone.now()))


register_check("progress", sums)
register_check("finished courses", completions)
register_check("marks of quizzes", marks)
register_check("passed quizzes", passed)
register_check("figures of courses", counters)
register_check("retention curves", curves)
register_check("files handed in", files)
register_check("accepted work", accepted)
register_check("versions handed in", versions)
