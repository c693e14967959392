"""Whether attempts at quizzes agree with their answers, for `manage.py fsck`."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef

from core.registries.integrity import Finding
from learning.models import LessonProgress, QuizAttempt
from learning.quizzing.grading import NOTHING, mark
from learning.services.complete_lesson import complete_lesson
from learning.services.submit_attempt import QUIZ, rounded


def marks() -> Iterator[Finding]:
    """Attempts whose points are not those of their answers. Told, not repaired: a result that was given is not taken back."""
    handed_in = QuizAttempt.objects.filter(submitted_at__isnull=False).order_by("pk").prefetch_related("answers__version")
    for attempt in handed_in.iterator(chunk_size=500):
        points = sum((mark(one.version.item, one.given) for one in attempt.answers.all()), NOTHING)
        if rounded(points) != attempt.points:
            yield Finding(f"Quiz attempt {attempt.pk} counts {attempt.points} points; its answers make {rounded(points)}.")


def passed() -> Iterator[Finding]:
    """Attempts that were passed without their lesson being complete."""
    row = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=OuterRef("lesson_key"), completed_at__isnull=False)
    for one in QuizAttempt.objects.filter(~Exists(row), is_passed=True).order_by("pk").select_related("user"):
        repair = partial(
            complete_lesson, user=one.user, lesson=one.lesson_key, timeline=QUIZ, now=one.submitted_at or one.begun_at
        )
        yield Finding(f"Quiz attempt {one.pk} is passed without its lesson being complete.", repair)
