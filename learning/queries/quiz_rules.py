"""Which quiz completes a lesson, and by which rules today."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from learning.enums import Activity
from learning.models import CoursePage, LessonPage, Quiz, QuizAttempt
from learning.quizzing.enums import Review

PASS_MARK, ATTEMPTS = 70, 3  # of a lesson outside a course


@dataclass(frozen=True)
class QuizRules:
    """`pass_mark` is in per cent; `attempts` is 0 for any number."""

    lesson: uuid.UUID
    quiz: Quiz
    pass_mark: int
    attempts: int

    def is_closed(self, now: datetime) -> bool:
        """From the moment on when right answers are shown, nobody begins any more."""
        return self.quiz.review == Review.DEADLINE and self.quiz.review_from is not None and now >= self.quiz.review_from

    def left(self, taken: list[QuizAttempt]) -> int | None:
        """Return how many attempts may still be begun, None for any number. What was promised once is kept."""
        promised = [self.attempts, *(one.attempts for one in taken)]
        return None if 0 in promised else max(0, max(promised) - len(taken))


def quiz_rules(lesson: uuid.UUID) -> QuizRules | None:
    """Return the rules of a published lesson that a quiz completes. Two queries.

    Translations are one lesson; where they differ the first that was made says which quiz, and the gentlest rule holds.
    """
    pages = LessonPage.objects.live().filter(translation_key=lesson, activity=Activity.QUIZ).exclude(quiz=None)
    versions = list(pages.select_related("quiz").order_by("pk"))
    quiz = versions[0].quiz if versions else None
    if quiz is None:
        return None
    paths = {one.path[: -2 * LessonPage.steplen] for one in versions}
    courses = list(CoursePage.objects.filter(path__in=paths))
    marks = [one.pass_mark for one in courses] or [PASS_MARK]
    allowed = [one.quiz_attempts for one in courses] or [ATTEMPTS]
    return QuizRules(
        lesson=lesson,
        quiz=quiz,
        pass_mark=quiz.pass_mark or min(marks),
        attempts=quiz.attempts if quiz.attempts is not None else (0 if 0 in allowed else max(allowed)),
    )


def attempts_at(quiz: Quiz, *, lesson: uuid.UUID, user_id: int) -> list[QuizAttempt]:
    """Return somebody's attempts at the quiz of a lesson, the first one first. One query."""
    return list(QuizAttempt.objects.filter(user=user_id, lesson_key=lesson, quiz=quiz).order_by("number"))
