import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.spreadsheet import as_csv
from learning.item_table import item_table
from learning.models import AttemptAnswer, Question, Quiz, QuizAttempt
from learning.queries.item_analysis import AnswerCount, item_analysis
from learning.quizzing.enums import QuestionKind, Review
from learning.quizzing.item_figures import discrimination
from learning.services.freeze_questions import freeze_questions
from tests.factories.quizzes import make_question, make_quiz, single

NOW = timezone.now()


def hand_in(quiz: Quiz, learner: User, *chosen: str, number: int = 1) -> None:
    """An attempt in which for each question the option with that text was chosen; an empty text is no answer."""
    versions = freeze_questions(item.question for item in quiz.items.order_by("sort_order"))
    attempt = QuizAttempt.objects.create(
        user=learner, lesson_key="00000000-0000-4000-8000-000000000001", quiz=quiz, number=number, begun_at=NOW, pass_mark=70,
        attempts=3, review=Review.LAST, submitted_at=NOW, points=0,
    )  # fmt: skip
    for place, (version, text) in enumerate(zip(versions, chosen, strict=True), start=1):
        item, given = version.item, dict[str, Any]()
        if item.kind == QuestionKind.SHORT:
            given = {"text": text, "language": "en"} if text else {}
            mark = text == "right"
        else:
            picked = [one for one in item.options if one.words("text", "en") == text]
            given, mark = ({"chosen": [picked[0].key]}, picked[0].is_right) if picked else ({}, False)
        AttemptAnswer.objects.create(attempt=attempt, version=version, position=place, given=given, mark=Decimal(mark))


@pytest.fixture
def learners(db: None) -> list[User]:
    return [User.objects.create_user(f"learner{number}@example.org", "secret-enough") for number in range(12)]


@pytest.fixture
def quiz(learners: list[User]) -> Quiz:
    """Three questions, twelve learners: the first tells who knows, the second nothing, the third is typed."""
    short = make_question(QuestionKind.SHORT, "Word?", options=[{"text": "right"}])
    quiz = make_quiz(single("First?", "a", ["b", "c"]), single("Second?", "a", ["b"]), short)
    for number, learner in enumerate(learners):
        knows = number < 6
        typed = "right" if knows else ("left" if number < 9 else ("a secret" if number == 9 else ""))
        hand_in(quiz, learner, "a" if knows else "b", "a" if number % 2 else "b", typed)
    hand_in(quiz, learners[11], "a", "a", "right", number=2)  # a second attempt does not count
    return quiz


def test_the_figures_of_every_question(quiz: Quiz) -> None:
    first, second, third = item_analysis(quiz, language="en")
    assert [(one.prompt, one.asked, one.answered, one.right, one.difficulty) for one in (first, second, third)] == [
        ("First?", 12, 12, 0.5, 0.5),
        ("Second?", 12, 12, 0.5, 0.5),
        ("Word?", 12, 10, 0.5, 0.5),
    ]
    assert first.counts == [AnswerCount("a", 6, is_right=True), AnswerCount("b", 6), AnswerCount("c", 0)]
    assert third.counts == [AnswerCount("left", 3)]  # what only one has typed is not told
    assert second.discrimination == pytest.approx(0)
    assert first.discrimination == pytest.approx(third.discrimination)
    assert first.discrimination == pytest.approx(0.5**0.5)  # as the third, and blurred by a second of the same spread
    assert [one.verdict for one in (first, second)] == ["Very good", "Tells little about what somebody knows"]


def test_discrimination_of_few_or_of_equal_answers_is_none() -> None:
    assert discrimination([1, 0] * 4, [2, 0] * 4) is None
    assert discrimination([1] * 20, [2.0, 1.0] * 10) is None
    assert discrimination([1.0, 0.0] * 10, [1.0, 0.0] * 10) is None  # the others say nothing
    assert discrimination([1.0, 0.0] * 10, [1.0, 1.0] * 10) == pytest.approx(-1)


def test_a_changed_question_keeps_its_figures(quiz: Quiz) -> None:
    """Options keep their keys over versions: counts go on, under the new words."""
    first = Question.objects.get(texts__prompt="First?")
    first.texts.update(prompt="First, reworded?")
    another = User.objects.create_user("late@example.org", "secret-enough")
    hand_in(quiz, another, "a", "a", "right")
    figures = item_analysis(quiz, language="en")[0]
    assert (figures.prompt, figures.asked, figures.counts[0].count) == ("First, reworded?", 13, 7)


def test_it_takes_three_queries(quiz: Quiz) -> None:
    with CaptureQueriesContext(connection) as captured:
        item_analysis(quiz, language="en")
    assert len(captured) == 3


def test_the_page_and_its_file_show_the_same(client: Client, quiz: Quiz) -> None:
    address = f"/admin/quizzes/{quiz.pk}/analysis/"
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    page = client.get(address).content.decode()
    assert [text in page for text in ("12 first attempts were handed in", "First?", "0.71", "a secret")] == [True] * 3 + [False]
    answer = client.get(f"{address}?format=csv")
    assert answer["Content-Disposition"].startswith("attachment;")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Question", "Kind", "Asked", "Answered"]
    assert rows[1] == ["First?", "One right answer", "12", "12", "0.5", "0.5", "0.707", "✓ a: 6; b: 6; c: 0"]


def test_no_cell_is_a_formula(learners: list[User]) -> None:
    quiz = make_quiz(single("=HYPERLINK(1)", "+1", ["@x", "-2"]))
    hand_in(quiz, learners[0], "+1")
    text = as_csv(item_table(quiz, item_analysis(quiz, language="en"))).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=HYPERLINK(1),One right answer,1,1,1.0,1.0,,✓ +1: 1; @x: 0; -2: 0"
