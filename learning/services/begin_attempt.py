import uuid
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learning.models import AttemptAnswer, QuestionVersion, Quiz, QuizAttempt, QuizItem
from learning.queries.quiz_rules import QuizRules, attempts_at, quiz_rules
from learning.quizzing.enums import QuestionKind, Review
from learning.services.enrol_learner import admit_to_lesson
from learning.services.freeze_questions import freeze_questions
from learning.services.submit_attempt import expire_attempt

_chance = SystemRandom()


class NotBegunError(Exception):
    """Why no attempt can begin, as a sentence for the learner."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


PASSED = _("You have passed this quiz.")
NONE_LEFT = _("You have used all your attempts.")
CLOSED = _("This quiz is closed: its right answers are shown.")
EMPTY = _("This quiz has no questions yet.")


def begin_attempt(*, user: User, lesson: uuid.UUID, now: datetime) -> QuizAttempt:
    """Begin an attempt at the quiz of a lesson, or return the one that is open: there is never a second.

    Rules, questions and their order are kept as they are now. Raises LookupError where the lesson has no quiz, `NotBegunError`
    where the learner may not begin, NotAdmittedError where its course is not open to them.
    """
    rules = quiz_rules(lesson)
    if rules is None:
        raise LookupError(lesson)
    for one in QuizAttempt.objects.filter(user=user, lesson_key=lesson, submitted_at=None, deadline__lt=now):
        expire_attempt(user_id=user.pk, attempt=one.public_id, now=now)  # stands, even if another may not begin
    return _begin(user, rules, now)


@transaction.atomic
def _begin(user: User, rules: QuizRules, now: datetime) -> QuizAttempt:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two tabs: the second waits, and finds the first's attempt
    open_ = QuizAttempt.objects.filter(user=user, lesson_key=rules.lesson, submitted_at=None).first()
    if open_ is not None:
        return open_
    admit_to_lesson(user=user, lesson=rules.lesson, now=now)
    taken = attempts_at(rules.quiz, lesson=rules.lesson, user_id=user.pk)
    refuse(rules, taken, now)
    questions = [item.question for item in _items(rules.quiz)]
    if not questions:
        raise NotBegunError(EMPTY)
    attempt = QuizAttempt.objects.create(
        user=user,
        lesson_key=rules.lesson,
        quiz=rules.quiz,
        number=len(taken) + 1,
        begun_at=now,
        deadline=_deadline(rules.quiz, now),
        pass_mark=rules.pass_mark,
        attempts=rules.attempts,
        review=rules.quiz.review,
        review_from=rules.quiz.review_from,
    )
    versions = freeze_questions(questions)
    if rules.quiz.is_shuffled:
        _chance.shuffle(versions)
    answers = [_answer(attempt, place, version, rules.quiz.is_shuffled) for place, version in enumerate(versions, start=1)]
    AttemptAnswer.objects.bulk_create(answers)
    return attempt


def refuse(rules: QuizRules, taken: list[QuizAttempt], now: datetime) -> None:
    """Raise `NotBegunError` where somebody with the attempts `taken`, all handed in, may not begin another."""
    if any(one.is_passed for one in taken):
        raise NotBegunError(PASSED)
    if rules.is_closed(now):
        raise NotBegunError(CLOSED)
    if rules.left(taken) == 0:
        raise NotBegunError(NONE_LEFT)


def _items(quiz: Quiz) -> list[QuizItem]:
    items = quiz.items.select_related("question").order_by("sort_order", "pk")
    return list(items.prefetch_related("question__texts", "question__options__texts"))


def _deadline(quiz: Quiz, now: datetime) -> datetime | None:
    ends = [now + timedelta(seconds=quiz.time_limit)] if quiz.time_limit else []
    if quiz.review == Review.DEADLINE and quiz.review_from is not None:
        ends.append(quiz.review_from)
    return min(ends, default=None)


def _answer(attempt: QuizAttempt, place: int, version: QuestionVersion, is_shuffled: bool) -> AttemptAnswer:
    """Lay out one question. Steps and right sides are always mixed: they are stored as they belong."""
    item = version.item
    answer = AttemptAnswer(attempt=attempt, version=version, position=place)
    if item.kind not in {QuestionKind.NUMBER, QuestionKind.SHORT}:
        answer.shown = [option.key for option in item.options]
        if is_shuffled or item.kind == QuestionKind.ORDER:
            _chance.shuffle(answer.shown)
    if item.kind == QuestionKind.MATCH:
        answer.shown_matches = [option.match_key for option in item.options]
        _chance.shuffle(answer.shown_matches)
    return answer
