"""How the questions of a quiz did, over the first attempts of its learners: later ones know the questions already."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from learning.models import AttemptAnswer, QuestionVersion, Quiz
from learning.quizzing.enums import QuestionKind
from learning.quizzing.grading import plain
from learning.quizzing.item import Item
from learning.quizzing.item_figures import difficulty, discrimination

CHOSEN = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
TYPED = {QuestionKind.NUMBER, QuestionKind.SHORT}
MOST_TYPED = 5
TOLD_FROM = 2  # what one learner alone has typed is nobody's business


@dataclass(frozen=True)
class AnswerCount:
    """How many chose an option, or typed a wrong answer."""

    text: str
    count: int
    is_right: bool = False


@dataclass(frozen=True)
class ItemFigures:
    """One question. `asked` and `answered` count first attempts; `right` is the share with the full mark, from 0 to 1.

    `difficulty` is the mean mark, `discrimination` from −1 to 1 or None, see `learning.quizzing.item_figures`.
    """

    question: int
    prompt: str
    kind: QuestionKind
    asked: int
    answered: int
    right: float
    difficulty: float
    discrimination: float | None
    counts: list[AnswerCount] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Say what an editor might look at. The steps of discrimination are those of Ebel & Frisbie (1991)."""
        if self.discrimination is None:
            return _("Too few answers, or all alike")
        if self.discrimination < 0:
            return _("Look at it: those who know more get it wrong")
        if self.difficulty < 0.2:
            return _("Very hard")
        if self.difficulty > 0.95:
            return _("Nearly everybody knows it")
        if self.discrimination < 0.2:
            return _("Tells little about what somebody knows")
        return _("Good") if self.discrimination < 0.4 else _("Very good")


@dataclass(frozen=True)
class _Row:
    attempt: int
    version: int
    given: dict[str, Any]
    mark: float


def item_analysis(quiz: Quiz, *, language: str) -> list[ItemFigures]:
    """Return the figures of every question that was asked, in the order of the quiz, former questions last. Three queries."""
    answers = AttemptAnswer.objects.filter(attempt__quiz=quiz, attempt__number=1, attempt__submitted_at__isnull=False)
    fields = ("attempt_id", "version_id", "version__question_id", "given", "mark")
    rows: dict[int, list[_Row]] = defaultdict(list)
    totals: dict[int, float] = defaultdict(float)
    for attempt, version, question, given, mark in answers.order_by("pk").values_list(*fields).iterator():
        rows[question].append(_Row(attempt, version, given, float(mark)))
        totals[attempt] += float(mark)
    versions = QuestionVersion.objects.filter(question__in=rows).order_by("pk")
    newest = {version.question_id: version.item for version in versions}
    places = {item.question_id: place for place, item in enumerate(quiz.items.order_by("sort_order", "pk"))}
    order = sorted(rows, key=lambda question: (places.get(question, len(places)), question))
    return [_figures(question, newest[question], rows[question], totals, language) for question in order]


def _figures(question: int, item: Item, rows: list[_Row], totals: dict[int, float], language: str) -> ItemFigures:
    marks = [row.mark for row in rows]
    return ItemFigures(
        question=question,
        prompt=item.words("prompt", language),
        kind=item.kind,
        asked=len(rows),
        answered=sum(bool(row.given) for row in rows),
        right=sum(mark == 1 for mark in marks) / len(marks),
        difficulty=difficulty(marks),
        discrimination=discrimination(marks, [totals[row.attempt] for row in rows]),
        counts=list(_counts(item, rows, language)),
    )


def _counts(item: Item, rows: list[_Row], language: str) -> Iterator[AnswerCount]:
    if item.kind in CHOSEN:
        chosen = Counter(key for row in rows for key in row.given.get("chosen", ()))
        for option in item.options:
            yield AnswerCount(option.words("text", language), chosen[option.key], option.is_right)
    if item.kind in TYPED:
        typed = Counter(plain(row.given["text"]) for row in rows if row.given and row.mark < 1)
        for text, count in typed.most_common(MOST_TYPED):
            if count >= TOLD_FROM:
                yield AnswerCount(text, count)
