"""The question bank and the quizzes in the admin."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.search.backends import get_search_backend

from accounts.models import User
from core.models import Tag
from learning.models import Question, Quiz, QuizItem
from learning.queries.quiz_use import why_kept
from learning.quizzing.enums import QuestionKind
from learning.services.freeze_questions import freeze_questions
from tests.factories.learning import make_module
from tests.factories.quizzes import make_question, make_quiz, make_quiz_lesson, single
from tests.integration.learning.conftest import School

BANK, ADD = "/admin/snippets/learning/question/", "/admin/snippets/learning/question/add/"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    return client


def inline(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """The fields of one inline panel; a row's own panels stand in it by their prefix."""
    fields: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": 0,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        for name, value in {"ORDER": str(number + 1), "id": "", **row}.items():
            if isinstance(value, list):
                fields |= inline(f"{prefix}-{number}-{name}", *value)
            else:
                fields[f"{prefix}-{number}-{name}"] = value
    return fields


def option(text: str, *, is_right: bool = False, **more: str) -> dict[str, Any]:
    right = {"is_right": "on"} if is_right else {}
    return {**right, "texts": [{"language": "en", "text": text, "match": "", "feedback": "", **more}]}


def question(*options: dict[str, Any], **values: Any) -> dict[str, Any]:
    texts = [{"language": "en", "prompt": "Which?", "hint": "", "explanation": ""}]
    known = {"kind": "single", "image": "", "number": "", "tolerance": "0", "tags": "", **values}
    return {**known, **inline("texts", *texts), **inline("options", *options)}


def said(editor: Client, data: dict[str, Any]) -> list[str]:
    form = editor.post(ADD, data).context["form"]
    return list(form.non_field_errors())


def test_an_editor_writes_a_question(editor: Client) -> None:
    answers = [option("Yes", is_right=True, feedback="Right."), option("No")]
    answer = editor.post(ADD, question(*answers, tags="mentoring, first meeting"))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Question.objects.get()
    item = made.item()
    assert (made.prompt, made.tag_names) == ("Which?", "first meeting, mentoring")
    assert [(one.is_right, one.words("text", "en"), one.words("feedback", "en")) for one in item.options] == [
        (True, "Yes", "Right."),
        (False, "No", ""),
    ]
    assert len({key for one in item.options for key in (one.key, one.match_key)}) == 4


IMPOSSIBLE = {
    "nothing right": (question(option("Yes"), option("No")), "Mark exactly one answer as right."),
    "alike": (question(option("Yes", is_right=True), option("Yes ")), "Two answers read alike in English: “Yes”."),
    "no answers": (question(kind="multiple"), "This kind of question needs at least 2 answers."),
    "no number": (question(kind="number"), "Write the number that is right."),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_question_is_not_stored(editor: Client, name: str) -> None:
    data, sentence = IMPOSSIBLE[name]
    assert sentence in said(editor, data)
    assert Question.objects.count() == 0


@pytest.mark.parametrize("typed", ["many", "NaN", "Infinity", "1e99"])
def test_a_number_that_is_none_is_not_stored(editor: Client, typed: str) -> None:
    form = editor.post(ADD, question(kind="number", number=typed)).context["form"]
    assert list(form.errors) == ["number"]
    assert Question.objects.count() == 0


def test_the_bank_is_narrowed_by_kind_and_tag_and_shows_the_use(editor: Client) -> None:
    asked, other = single("Asked in two?"), make_question(QuestionKind.NUMBER, "How many?", number=3)
    asked.tags.add("Mentoring")
    asked.save()
    get_search_backend().add_bulk(Question, Question.objects.all())  # which tests do not keep
    make_quiz(asked)
    make_quiz(asked, other)
    page = editor.get(BANK).content.decode()
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    shown = {
        name: re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", row) for row in rows for name in ("Asked", "How") if f"{name} " in row
    }
    assert shown == {"Asked": ["2"], "How": ["1"]}
    tag = Tag.objects.get()
    both = editor.get(f"{BANK}?q=asked&kind=single&tags={tag.pk}").content.decode()
    assert ["Asked in two?" in both, "How many?" in both] == [True, False]
    found = [editor.get(f"{BANK}?{query}").content.decode() for query in ("kind=number", f"tags={tag.pk}", "q=man")]
    assert [["Asked in two?" in one, "How many?" in one] for one in found] == [[False, True], [True, False], [False, True]]


def test_a_quiz_finds_its_questions_by_words_kind_and_tag(editor: Client) -> None:
    asked, other = single("Asked?"), make_question(QuestionKind.NUMBER, "How many?", number=3)
    asked.tags.add("Mentoring")
    asked.save()
    get_search_backend().add_bulk(Question, Question.objects.all())
    tag, chooser = Tag.objects.get(), reverse("wagtailsnippetchoosers_learning_question:choose_results")
    queries = {
        "": [asked, other],
        f"?tag={tag.pk}": [asked],
        "?kind=number": [other],
        "?q=many": [other],
        "?q=many&kind=single": [],
    }
    queries |= {f"?q=asked&tag={tag.pk}&kind=single": [asked]}
    pages = {query: editor.get(f"{chooser}{query}").content.decode() for query in queries}
    found = {query: [one for one in (asked, other) if one.prompt in page] for query, page in pages.items()}
    assert found == queries


def test_the_lists_cost_the_same_with_many_questions(editor: Client) -> None:
    counts = []
    for number in (3, 10):
        make_quiz(*(single() for _question in range(number)))
        found = []
        for address in (BANK, "/admin/snippets/learning/quiz/"):
            editor.get(address)
            with CaptureQueriesContext(connection) as captured:
                editor.get(address)
            found.append(len(captured))
        counts.append(found)
    assert counts[0] == counts[1]


def test_what_is_used_is_not_deleted(editor: Client, school: School) -> None:
    quiz = make_quiz(single("Asked?"), name="Test A")
    lesson = make_quiz_lesson(make_module(school.course, "Test"), quiz)
    question_ = Question.objects.get()
    reasons = {
        reverse("wagtailsnippets_learning_question:delete", args=[question_.pk]): (
            "“Asked?” is asked in: “Test A”. Take it out there first."
        ),
        reverse("wagtailsnippets_learning_quiz:delete", args=[quiz.pk]): (
            "“Test A” belongs to: “Check yourself”. Choose another quiz there first."
        ),
    }
    for address, reason in reasons.items():
        answer = editor.post(address, follow=True)
        assert [str(message) for message in answer.context["messages"]] == [reason]
    bulk = f"/admin/bulk/learning/question/delete/?id={question_.pk}"
    assert "is asked in" in editor.post(bulk, follow=True).content.decode()
    assert (Question.objects.count(), Quiz.objects.count(), lesson.quiz_id) == (1, 1, quiz.pk)


def test_what_was_answered_is_not_deleted_and_the_rest_is(editor: Client) -> None:
    answered, fresh = single("Answered?"), single("Fresh?")
    freeze_questions([answered])
    assert why_kept(answered) == "“Answered?” was answered by learners: it stays, so that their results can be explained."
    for one in (answered, fresh):
        editor.post(reverse("wagtailsnippets_learning_question:delete", args=[one.pk]))
    assert list(Question.objects.all()) == [answered]


def test_an_editor_puts_a_quiz_together(editor: Client) -> None:
    one, other = single(), single()
    items = inline("items", {"question": other.pk}, {"question": one.pk})
    rules = {"name": "Test", "pass_mark": "", "attempts": "0", "time_limit": "600", "is_shuffled": "on", "review_from": ""}
    answer = editor.post("/admin/snippets/learning/quiz/add/", {**rules, **items, "review": "last"})
    assert answer.status_code == 302, answer.context["form"].errors
    quiz = Quiz.objects.get()
    assert [item.question for item in QuizItem.objects.filter(quiz=quiz).order_by("sort_order")] == [other, one]
    assert (quiz.attempts, quiz.time_limit, quiz.pass_mark) == (0, 600, None)
    wrong = editor.post("/admin/snippets/learning/quiz/add/", {**rules, **items, "review": "deadline"})
    assert wrong.context["form"].errors == {"review_from": ["Say from when on the right answers are shown."]}
