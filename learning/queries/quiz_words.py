"""What learners read about a quiz: lengths of time, points, and the sentence that says what is missing to pass."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.models import QuizAttempt

_HUNDREDTH = Decimal("0.01")


def length(seconds: int) -> str:
    """Say a time limit: in minutes where it is whole minutes, otherwise in seconds."""
    if seconds % 60:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    return ngettext("%(count)s minute", "%(count)s minutes", seconds // 60) % {"count": seconds // 60}


def figure(number: Decimal) -> str:
    """Write a number as the language does, without needless zeros."""
    return number_format(f"{number.normalize():f}", use_l10n=True)


def points(mark: Decimal) -> str:
    """Write the points for one question, rounded down to hundredths."""
    return figure(mark.quantize(_HUNDREDTH, ROUND_FLOOR))


def percent(attempt: QuizAttempt, questions: int) -> int:
    """Return the share of the points, rounded down: what was not passed never looks as if it was."""
    return int((attempt.points or Decimal(0)) * 100 / questions) if questions else 0


def result_sentence(attempt: QuizAttempt, questions: int) -> str:
    """Say the points of an attempt that was handed in and what passing takes."""
    earned = (attempt.points or Decimal(0)).quantize(_HUNDREDTH, ROUND_FLOOR)
    needed = (Decimal(attempt.pass_mark * questions) / 100).quantize(_HUNDREDTH, ROUND_CEILING)
    values = {
        "points": figure(earned),
        "all": questions,
        "percent": percent(attempt, questions),
        "mark": attempt.pass_mark,
        "needed": figure(needed),
        "more": figure(needed - earned),
    }
    passed = _("You have %(points)s of %(all)s points, which is %(percent)s %%. Passing took %(mark)s %%.")
    failed = _(
        "You have %(points)s of %(all)s points, which is %(percent)s %%. "
        "Passing takes %(mark)s %%, which is %(needed)s points: %(more)s more."
    )
    return ((passed if attempt.is_passed else failed) % values).replace(" %", "\u00a0%")
