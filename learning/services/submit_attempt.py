import uuid
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from learning.models import AttemptAnswer, QuizAttempt
from learning.queries.answers import answers_of
from learning.quizzing.grading import NOTHING, mark
from learning.services.complete_lesson import complete_lesson
from learning.services.save_answers import take

QUIZ = "quiz"
_STEP = Decimal("0.0001")


@transaction.atomic
def submit_attempt(*, user: User, attempt: uuid.UUID, form: QueryDict, language: str, now: datetime) -> QuizAttempt:
    """Hand in an attempt with the answers of `form`, and grade it. Handed in twice it stays as it was the first time.

    When the time was over (and `GRACE` too) the answers of `form` come too late: those that were saved count.
    Raises QuizAttempt.DoesNotExist for an attempt of somebody else.
    """
    row = _locked(user.pk, attempt)
    if row.is_open and not close_if_over(row, now=now):
        take(row, form=form, language=language, now=now)
        _close(row, now=now, submitted_at=now)
    return row


def expire_attempts(*, now: datetime) -> int:
    """Close the attempts whose time is over; return how many. Safe to run beside itself and beside learners."""
    over = QuizAttempt.objects.filter(submitted_at=None, deadline__lt=now).values_list("user_id", "public_id")
    return sum(expire_attempt(user_id=user_id, attempt=public_id, now=now) for user_id, public_id in over)


@transaction.atomic
def expire_attempt(*, user_id: int, attempt: uuid.UUID, now: datetime) -> bool:
    """Close one attempt if its time is over. What was saved counts."""
    row = _locked(user_id, attempt)
    return row.is_open and close_if_over(row, now=now)


def close_if_over(attempt: QuizAttempt, *, now: datetime) -> bool:
    """Close a locked, open attempt whose time is over; False for one that goes on."""
    if not attempt.is_over(now):
        return False
    _close(attempt, now=now, submitted_at=attempt.deadline or now, is_expired=True)
    return True


def _locked(user_id: int, attempt: uuid.UUID) -> QuizAttempt:
    """Lock the learner first and then the attempt, as beginning one does: nobody waits in a circle."""
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    return QuizAttempt.objects.select_for_update().get(user=user_id, public_id=attempt)


def rounded(value: Fraction) -> Decimal:
    """Return marks as they are stored, to 4 places."""
    return (Decimal(value.numerator) / value.denominator).quantize(_STEP, ROUND_HALF_EVEN)


def _close(attempt: QuizAttempt, *, now: datetime, submitted_at: datetime, is_expired: bool = False) -> None:
    rows = answers_of(attempt)
    total = NOTHING
    for row in rows:
        earned = mark(row.version.item, row.given)
        row.mark = rounded(earned)
        total += earned
    AttemptAnswer.objects.bulk_update(rows, ["mark"])
    attempt.points = rounded(total)
    attempt.is_passed = total * 100 >= attempt.pass_mark * len(rows)
    attempt.submitted_at, attempt.is_expired = submitted_at, is_expired
    attempt.save(update_fields=["points", "is_passed", "submitted_at", "is_expired"])
    if attempt.is_passed:
        complete_lesson(user=attempt.user, lesson=attempt.lesson_key, timeline=QUIZ, now=now)
