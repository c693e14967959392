"""How learners did in the quizzes of a course, from their attempts."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Subquery

from learning.models import Enrolment, LessonPage, QuizAttempt
from learning.reporting.learner import Step


@dataclass(frozen=True)
class QuizFigures:
    """`learners` have handed in an attempt; `attempts` is how many those who passed needed, on average."""

    step: Step
    quiz: int
    learners: int
    passed: int
    attempts: float | None


@dataclass(frozen=True)
class Taken:
    """What somebody has handed in for one quiz."""

    user: int
    lesson: uuid.UUID
    count: int
    has_passed: bool
    is_used_up: bool


def taken(there: QuerySet[Enrolment], lessons: Collection[LessonPage]) -> list[Taken]:
    """Return the attempts of those enrolled, summed up. One query; none in a course without a quiz.

    An attempt allows as many as were promised when it was begun (0 for any number), and the kindest promise holds.
    """
    quizzes = {one.translation_key: one.quiz_id for one in lessons if one.quiz_id}
    if not quizzes:
        return []
    handed_in = QuizAttempt.objects.filter(
        user__in=Subquery(there.order_by().values("user")),
        lesson_key__in=quizzes,
        quiz__in=set(quizzes.values()),
        submitted_at__isnull=False,
    )
    sums: Any = handed_in.values("user", "lesson_key", "quiz").annotate(
        count=Count("pk"), passed=Count("pk", filter=Q(is_passed=True)), promised=Max("attempts"), least=Min("attempts")
    )
    rows = sums.order_by("user").values_list("user", "lesson_key", "quiz", "count", "passed", "promised", "least")
    return [
        Taken(user, lesson, count, passed > 0, is_used_up=not passed and least > 0 and count >= promised)
        for user, lesson, quiz, count, passed, promised, least in rows
        if quizzes[lesson] == quiz
    ]


def quiz_figures(found: Iterable[Taken], lessons: Collection[LessonPage]) -> list[QuizFigures]:
    by_lesson: dict[uuid.UUID, list[Taken]] = {}
    for one in found:
        by_lesson.setdefault(one.lesson, []).append(one)
    return [_figures(lesson, by_lesson.get(lesson.translation_key, [])) for lesson in lessons if lesson.quiz_id]


def _figures(lesson: LessonPage, mine: list[Taken]) -> QuizFigures:
    needed = [one.count for one in mine if one.has_passed]
    return QuizFigures(
        step=Step(lesson.translation_key, lesson.title),
        quiz=lesson.quiz_id or 0,
        learners=len(mine),
        passed=len(needed),
        attempts=round(sum(needed) / len(needed), 1) if needed else None,
    )
