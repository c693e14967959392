"""The edit form of a lesson: a draft may lack what completes it; what is published may not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from cms.home.models import HomePage
from learning.models import LessonPage
from learning.written import fields_of
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.quizzes import make_quiz

PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org"))
    return client


@pytest.fixture
def address(home: HomePage) -> str:
    module = make_module(make_course(make_catalogue(home)))
    found: str = reverse("wagtailadmin_pages:add", args=("learning", "lessonpage", module.pk))
    return found


def form(*body: dict[str, str]) -> dict[str, Any]:
    rows = streamfield([("call_to_action", row) for row in body])
    kinds = {"handing": "either", "worksheet": streamfield([]), "fewest_words": "20"}
    filled = {"title": "A plan", "slug": "a-plan", "activity": "video", "body": rows, "comments": inline_formset([]), **kinds}
    return dict(nested_form_data(filled))


def test_a_draft_waits_for_its_video(editor: Client, address: str) -> None:
    answer = editor.post(address, form(), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert [(page.title, page.live) for page in LessonPage.objects.all()] == [("A plan", False)]


def test_publishing_asks_for_the_video(editor: Client, address: str) -> None:
    answer = editor.post(address, form() | PUBLISH)
    assert answer.context["form"].errors == {"video": ["Choose the video that completes this lesson, or another activity."]}
    assert not LessonPage.objects.exists()
    editor.post(address, form() | PUBLISH | {"activity": "reading"})
    assert [(page.title, page.live) for page in LessonPage.objects.all()] == [("A plan", True)]


def test_publishing_asks_for_the_quiz(editor: Client, address: str) -> None:
    answer = editor.post(address, form() | PUBLISH | {"activity": "quiz"})
    assert answer.context["form"].errors == {"quiz": ["Choose the quiz that completes this lesson, or another activity."]}
    quiz = make_quiz()
    editor.post(address, form() | PUBLISH | {"activity": "quiz", "quiz": str(quiz.pk)})
    assert [(page.quiz, page.live) for page in LessonPage.objects.all()] == [(quiz, True)]


def test_publishing_asks_for_the_question_of_a_reflection(editor: Client, address: str) -> None:
    answer = editor.post(address, form() | PUBLISH | {"activity": "reflection"})
    assert answer.context["form"].errors == {
        "prompt": ["Write the question that this lesson asks, or choose another activity."]
    }
    editor.post(address, form() | PUBLISH | {"activity": "reflection", "prompt": "What stays?"})
    assert [(page.prompt, page.live) for page in LessonPage.objects.all()] == [("What stays?", True)]


def test_publishing_asks_for_the_fields_of_a_worksheet(editor: Client, address: str) -> None:
    wanted = "Put a field into the worksheet that completes this lesson, or choose another activity."
    answer = editor.post(address, form() | PUBLISH | {"activity": "worksheet"})
    assert answer.context["form"].errors == {"worksheet": [wanted]}
    listed = {"label": "In the bag", "hint": "", "is_required": "on", "choices": streamfield([("item", "Lamp")])}
    fields = [("short_line", {"label": "Title", "hint": "", "is_required": "on"}), ("tick_list", listed)]
    editor.post(
        address, form() | PUBLISH | {"activity": "worksheet"} | dict(nested_form_data({"worksheet": streamfield(fields)}))
    )
    [page] = LessonPage.objects.all()
    assert [(block.block_type, block.value["label"]) for block in page.worksheet] == [
        ("short_line", "Title"),
        ("tick_list", "In the bag"),
    ]
    assert [(one.label, [words for _key, words in one.options]) for one in fields_of(page)] == [
        ("Title", []),
        ("In the bag", ["Lamp"]),
    ]


BUTTON = {"text": "Apply now", "label": "Read the call"}
NOWHERE = {**BUTTON, "page": "", "address": ""}


def test_a_button_that_leads_nowhere_yet_is_a_draft(editor: Client, address: str) -> None:
    answer = editor.post(address, form(NOWHERE) | PUBLISH | {"activity": "reading"})
    assert list(answer.context["form"].errors) == ["body"]
    assert not LessonPage.objects.exists()
    assert editor.post(address, form(NOWHERE)).status_code == 302
    assert [page.live for page in LessonPage.objects.all()] == [False]


def test_a_button_leads_to_one_place_even_in_a_draft(editor: Client, address: str, home: HomePage) -> None:
    answer = editor.post(address, form({**BUTTON, "page": str(home.pk), "address": "https://example.org/"}))
    assert list(answer.context["form"].errors) == ["body"]
