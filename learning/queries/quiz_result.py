"""An attempt that was handed in, as the learner may see it. What is right is read only where the review rule allows it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from core.models import Image
from learning.models import AttemptAnswer, QuizAttempt
from learning.queries.answers import answers_of
from learning.queries.asked import images_of
from learning.queries.outcome import Line, lines
from learning.queries.quiz_rules import QuizRules
from learning.queries.quiz_words import percent, points, result_sentence
from learning.quizzing.enums import Review


@dataclass(frozen=True)
class Graded:
    """One question with its answer; `verdict` is right, partly, wrong or none (nothing was answered)."""

    position: int
    prompt: str
    image: Image | None
    verdict: str
    points: str
    lines: list[Line]
    hint: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class QuizResult:
    sentence: str
    percent: int
    shows_answers: bool
    questions: list[Graded] = field(default_factory=list)


def may_see_answers(attempt: QuizAttempt, rules: QuizRules | None, taken: list[QuizAttempt], now: datetime) -> bool:
    """Whether the right answers of a handed-in attempt may be shown to its learner, by the rule that held when it began.

    `taken` are all attempts at this quiz. A moment that editors put off since then is the later one: others still answer.
    """
    is_passed = any(one.is_passed for one in taken)
    match Review(attempt.review):
        case Review.PASSED:
            return is_passed
        case Review.LAST:
            is_open = any(one.is_open for one in taken)
            return not is_open and (is_passed or rules is None or rules.left(taken) == 0 or rules.is_closed(now))
        case Review.DEADLINE:
            today = rules.quiz.review_from if rules is not None else None
            moments = [moment for moment in (attempt.review_from, today) if moment is not None]
            return bool(moments) and now >= max(moments)
        case _:
            return False


def quiz_result(attempt: QuizAttempt, *, shows_answers: bool, language: str) -> QuizResult:
    """Return the result of a handed-in attempt in `language`. One query, and two more where there are images.

    Raises ValueError for an attempt that is open: nothing may be told about it.
    """
    if attempt.is_open:
        raise ValueError("An open attempt has no result.")
    rows = answers_of(attempt)
    images = images_of(rows)
    return QuizResult(
        sentence=result_sentence(attempt, len(rows)),
        percent=percent(attempt, len(rows)),
        shows_answers=shows_answers,
        questions=[_graded(row, images, shows_answers, language) for row in rows],
    )


def _graded(row: AttemptAnswer, images: dict[int, Image], shows_answers: bool, language: str) -> Graded:
    item = row.version.item
    verdict = "none" if not row.given else "right" if row.mark == 1 else "partly" if row.mark else "wrong"
    return Graded(
        position=row.position,
        prompt=item.words("prompt", language),
        image=images.get(item.image or 0),
        verdict=verdict,
        points=points(row.mark or Decimal(0)),
        lines=lines(row, item, shows_answers=shows_answers, language=language),
        hint=item.words("hint", language) if verdict != "right" else "",
        explanation=item.words("explanation", language) if shows_answers else "",
    )
