"""Questions and quizzes as editors make them."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from learning.enums import Activity
from learning.models import LessonPage, ModulePage, Question, QuestionOption, QuestionOptionText, QuestionText, Quiz, QuizItem
from learning.quizzing.enums import QuestionKind
from tests.factories.learning import make_lesson

_numbers = count(1)


def make_question(
    kind: QuestionKind = QuestionKind.SINGLE, prompt: str = "", *, options: Sequence[Mapping[str, Any]] = (), **values: Any
) -> Question:
    """`options` are what stands in the English texts, with `is_right` where it matters."""
    texts = {name: values.pop(name) for name in ("hint", "explanation") if name in values}
    question: Question = Question.objects.create(kind=kind, **values)
    QuestionText.objects.create(parent=question, language="en", prompt=prompt or f"Question {next(_numbers)}?", **texts)
    for place, option in enumerate(options):
        words = {name: value for name, value in option.items() if name != "is_right"}
        row = QuestionOption.objects.create(parent=question, sort_order=place, is_right=option.get("is_right", False))
        QuestionOptionText.objects.create(parent=row, language="en", **words)
    return question


def single(prompt: str = "", right: str = "Yes", wrong: Sequence[str] = ("No", "Perhaps"), **values: Any) -> Question:
    options: list[Mapping[str, Any]] = [{"text": right, "is_right": True}, *({"text": text} for text in wrong)]
    return make_question(QuestionKind.SINGLE, prompt, options=options, **values)


def one_of_each() -> dict[QuestionKind, Question]:
    """A question of every kind, each with a canary where the right answer is told in words."""
    kinds = QuestionKind
    told: dict[str, Any] = {"hint": "CANARY-hint", "explanation": "CANARY-explanation"}
    shown = [("Goal letter", True), ("Two letters", True), ("A typed page", False)]
    choices = [{"text": text, "is_right": right, "feedback": f"CANARY-{text}"} for text, right in shown]
    pairs = [{"text": "Oslo", "match": "Norway"}, {"text": "Cluj", "match": "Romania"}, {"text": "Niš", "match": "Serbia"}]
    return {
        kinds.SINGLE: make_question(kinds.SINGLE, "Which one?", options=choices[1:], **told),
        kinds.MULTIPLE: make_question(kinds.MULTIPLE, "Which ones?", options=choices, **told),
        kinds.ORDER: make_question(kinds.ORDER, "Sort", options=[{"text": text} for text in ("Write", "Meet", "Part")], **told),
        kinds.MATCH: make_question(kinds.MATCH, "Where is it?", options=pairs, **told),
        kinds.NUMBER: make_question(kinds.NUMBER, "How many?", number="3141592.65", tolerance="0.5", **told),
        kinds.SHORT: make_question(kinds.SHORT, "What is it called?", options=[{"text": "CANARY Brânză"}], **told),
    }


def make_quiz(*questions: Question, **values: Any) -> Quiz:
    quiz: Quiz = Quiz.objects.create(**{"name": f"Quiz {next(_numbers)}", **values})
    for place, question in enumerate(questions or [single() for _number in range(4)]):
        QuizItem.objects.create(quiz=quiz, question=question, sort_order=place)
    return quiz


def make_quiz_lesson(module: ModulePage, quiz: Quiz, title: str = "Check yourself", **values: Any) -> LessonPage:
    return make_lesson(module, title, activity=Activity.QUIZ, quiz=quiz, **values)
