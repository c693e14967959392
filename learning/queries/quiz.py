from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning.models import LessonPage, QuizAttempt
from learning.queries.quiz_rules import QuizRules, attempts_at, quiz_rules
from learning.queries.quiz_words import length


@dataclass(frozen=True)
class QuizView:
    """The quiz of a lesson as its page tells of it: how many questions, by which rules, and how the reader stands.

    No question is among it. `left` is None for any number of attempts.
    """

    rules: QuizRules
    questions: int
    attempts: list[QuizAttempt]
    left: int | None
    is_closed: bool

    @property
    def open(self) -> QuizAttempt | None:
        return next((one for one in self.attempts if one.is_open), None)

    @property
    def handed_in(self) -> list[QuizAttempt]:
        """The newest first."""
        return [one for one in reversed(self.attempts) if not one.is_open]

    @property
    def is_passed(self) -> bool:
        return any(one.is_passed for one in self.attempts)

    @property
    def may_begin(self) -> bool:
        return bool(self.questions) and not (self.is_passed or self.is_closed or self.left == 0)

    @property
    def time_limit(self) -> str:
        return length(self.rules.quiz.time_limit) if self.rules.quiz.time_limit else ""


def quiz_view(lesson: LessonPage, *, user: User | AnonymousUser, now: datetime) -> QuizView | None:
    """Return what the page of `lesson` shows of its quiz. Four queries, three without an account."""
    rules = quiz_rules(lesson.translation_key)
    if rules is None:
        return None
    attempts = attempts_at(rules.quiz, lesson=rules.lesson, user_id=user.pk) if isinstance(user, User) else []
    return QuizView(
        rules=rules,
        questions=rules.quiz.items.count(),
        attempts=attempts,
        left=rules.left(attempts),
        is_closed=rules.is_closed(now),
    )
