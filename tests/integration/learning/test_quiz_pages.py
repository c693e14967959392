"""The pages of a quiz, as a learner without scripts uses them."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from cms.home.models import HomePage
from learning.enums import Refusal
from learning.models import AttemptAnswer, CoursePage, LessonPage, Question, QuestionText, QuizAttempt
from learning.quizzing.enums import QuestionKind, Review
from tests.factories.core import image
from tests.factories.learning import make_module
from tests.factories.quizzes import make_quiz, make_quiz_lesson, one_of_each, single
from tests.integration.learning.conftest import School


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_quiz_lesson(make_module(school.course, "Test"), make_quiz(*one_of_each().values(), is_shuffled=False))


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


def begin(browser: Client, lesson: LessonPage, language: str = "en") -> str:
    answer = browser.post(f"/{language}/my/quiz/{lesson.translation_key}/")
    assert answer.status_code == 302
    return str(answer["Location"])


def right_answers() -> dict[str, Any]:
    """The fields of a form that is answered fully right, for the one attempt there is."""
    data: dict[str, Any] = {"asked": []}
    for answer in AttemptAnswer.objects.select_related("version"):
        name, item = f"q{answer.position}", answer.version.item
        data["asked"].append(str(answer.position))
        if item.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
            data[name] = [option.key for option in item.options if option.is_right]
        elif item.kind == QuestionKind.ORDER:
            data |= {f"{name}-{option.key}": str(place) for place, option in enumerate(item.options, start=1)}
        elif item.kind == QuestionKind.MATCH:
            data |= {f"{name}-{option.key}": option.match_key for option in item.options}
        else:
            data[name] = "3141592,6" if item.kind == QuestionKind.NUMBER else "canary branza"
    return data


def test_from_the_lesson_to_the_result(browser: Client, lesson: LessonPage) -> None:
    assert "Begin the quiz" in browser.get(lesson.url).content.decode()
    address = begin(browser, lesson)
    page = browser.get(address).content.decode()
    assert re.findall(r"Question (\d) of 6", page) == list("123456")
    assert browser.get(lesson.url).content.decode().count(f'href="{address}"') == 1  # go on with it
    answer = browser.post(address, right_answers())
    assert (answer.status_code, answer["Location"]) == (302, address)
    result = browser.get(address).content.decode()
    assert "You have 6 of 6 points, which is 100\u00a0%. Passing took 70\u00a0%." in result
    assert result.count('data-verdict="right"') == 6
    assert "This lesson is complete." in browser.get(lesson.url).content.decode()
    assert "Try again" not in result


def test_what_was_answered_stands_in_the_form_again(browser: Client, lesson: LessonPage) -> None:
    address = begin(browser, lesson)
    answers = right_answers()
    assert browser.post(address, {**answers, "save": "1"})["Location"] == address
    page = browser.get(address).content.decode()
    assert (QuizAttempt.objects.get().submitted_at, page.count(" checked"), page.count(" selected")) == (None, 3, 6)
    assert 'value="3141592,6"' in page
    assert browser.post(f"{address}answers/", {"asked": ["5"], "q5": "7"}).json()["is_saved"] is True
    assert 'value="7"' in browser.get(address).content.decode()


def test_enter_in_a_field_saves_and_does_not_hand_in(browser: Client, lesson: LessonPage) -> None:
    """The first button of a form is the one that Enter presses."""
    page = browser.get(begin(browser, lesson)).content.decode()
    form = page[page.index('id="quiz"') :]
    assert re.findall(r'<button[^>]* name="(\w+)"', form) == ["save", "submit", "save"]


def test_the_result_says_what_is_missing_and_keeps_the_answers(browser: Client, lesson: LessonPage) -> None:
    address = begin(browser, lesson)
    single_ = AttemptAnswer.objects.get(position=1)
    wrong = next(option.key for option in single_.version.item.options if not option.is_right)
    browser.post(address, {"asked": ["1"], "q1": wrong})
    result = browser.get(address).content.decode()
    assert "You have 0 of 6 points, which is 0\u00a0%. Passing takes 70\u00a0%, which is 4.2 points: 4.2 more." in result
    assert "2 attempts left." in result
    assert "CANARY-A typed page" in result  # what is said to those who chose it
    assert (result.count("CANARY-explanation"), result.count("CANARY-hint")) == (0, 6)
    assert "This would have been right" not in result
    assert "3,141,592" not in result
    assert "3141592" not in result


@pytest.mark.parametrize(("review", "seen"), [(Review.NEVER, [0, 0]), (Review.PASSED, [0, 0]), (Review.LAST, [0, 6])])
def test_right_answers_are_shown_when_they_may_be(browser: Client, school: School, review: Review, seen: list[int]) -> None:
    quiz = make_quiz(*one_of_each().values(), review=review, attempts=2)
    lesson = make_quiz_lesson(make_module(school.course, "Test"), quiz)
    found = []
    for _attempt in range(2):
        address = begin(browser, lesson)
        browser.post(address, {"asked": ["1"]})
        found.append(browser.get(address).content.decode().count("CANARY-explanation"))
    assert found == seen


def test_right_answers_after_passing(browser: Client, school: School) -> None:
    quiz = make_quiz(*one_of_each().values(), review=Review.PASSED)
    address = begin(browser, make_quiz_lesson(make_module(school.course, "Test"), quiz))
    browser.post(address, right_answers())
    assert browser.get(address).content.decode().count("CANARY-explanation") == 6


def test_right_answers_after_the_later_of_two_deadlines(browser: Client, school: School) -> None:
    """An editor who puts the deadline off does so for everybody: who is done waits for the others."""
    soon = timezone.now() + timedelta(minutes=5)
    quiz = make_quiz(*one_of_each().values(), review=Review.DEADLINE, review_from=soon)
    address = begin(browser, make_quiz_lesson(make_module(school.course, "Test"), quiz))
    browser.post(address, {"asked": ["1"]})
    QuizAttempt.objects.update(review_from=timezone.now() - timedelta(minutes=1))
    assert browser.get(address).content.decode().count("CANARY-explanation") == 0
    quiz.review_from = timezone.now() - timedelta(minutes=1)
    quiz.save()
    assert browser.get(address).content.decode().count("CANARY-explanation") == 6


def test_without_an_account_a_sentence_and_the_way_back(client: Client, lesson: LessonPage) -> None:
    page = client.get(lesson.url)
    assert not page.cookies
    text = page.content.decode()
    assert "A quiz needs an account" in text
    assert f'href="/en/accounts/login/?next={lesson.url}"' in text
    answer = client.post(f"/en/my/quiz/{lesson.translation_key}/")
    assert answer["Location"] == f"/en/accounts/login/?next={lesson.url}"
    assert QuizAttempt.objects.count() == 0


def test_a_closed_course_begins_no_attempt(browser: Client, school: School, lesson: LessonPage) -> None:
    CoursePage.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert "Begin the quiz" not in browser.get(lesson.url).content.decode()
    assert begin(browser, lesson) == lesson.url
    assert "This course is closed." in browser.get(lesson.url).content.decode()
    assert not QuizAttempt.objects.exists()


def test_an_attempt_is_its_learners_alone(browser: Client, lesson: LessonPage, other_learner: User) -> None:
    address = begin(browser, lesson)
    stranger = Client()
    assert stranger.get(address)["Location"].startswith("/en/accounts/login/")
    assert stranger.post(f"{address}answers/").status_code == 401
    stranger.force_login(other_learner)
    asked = [stranger.get(address), stranger.post(address), stranger.post(f"{address}answers/")]
    assert [answer.status_code for answer in asked] == [404, 404, 404]


def test_too_late_is_said(browser: Client, school: School) -> None:
    lesson = make_quiz_lesson(make_module(school.course, "Test"), make_quiz(single(), time_limit=60))
    address = begin(browser, lesson)
    assert browser.get(address).context["seconds_left"] in {59, 60}
    QuizAttempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    assert browser.post(f"{address}answers/", {"asked": ["1"]}).status_code == 409
    assert "The time was over" in browser.get(address).content.decode()
    assert QuizAttempt.objects.get().is_expired


def test_no_attempt_left_is_said(browser: Client, school: School) -> None:
    lesson = make_quiz_lesson(make_module(school.course, "Test"), make_quiz(single(), attempts=1))
    browser.post(begin(browser, lesson), {"asked": ["1"]})
    assert begin(browser, lesson) == lesson.url
    assert "You have used all your attempts." in browser.get(lesson.url).content.decode()


def test_a_course_that_is_not_open_says_so(browser: Client, lesson: LessonPage) -> None:
    CoursePage.objects.update(admission="list")
    assert begin(browser, lesson) == lesson.url
    page = browser.get(lesson.url).content.decode()
    assert str(Refusal.NEEDS_LIST.label) in html.unescape(page)
    assert "Begin the quiz" not in page


def test_languages_share_the_attempt(
    browser: Client, school: School, home: HomePage, lesson: LessonPage, romanian: Locale
) -> None:
    for page in (home, school.catalogue, school.course, lesson.get_parent().specific, lesson):
        page.copy_for_translation(romanian).save_revision().publish()
    question = Question.objects.order_by("pk")[0]
    QuestionText.objects.create(parent=question, language="ro", prompt="Care dintre ele?")
    translation = lesson.get_translation(romanian)
    address = begin(browser, lesson)
    assert begin(browser, translation, "ro") == address.replace("/en/", "/ro/")
    assert "Care dintre ele?" in browser.get(address.replace("/en/", "/ro/")).content.decode()


def test_a_question_shows_its_image(browser: Client, school: School) -> None:
    question = single(image=image())
    lesson = make_quiz_lesson(make_module(school.course, "Test"), make_quiz(question))
    assert 'alt="A band of red cloth"' in browser.get(begin(browser, lesson)).content.decode()


def test_pages_cost_the_same_with_many_questions(browser: Client, school: School) -> None:
    """The same number of queries for 3 questions and for 15."""
    counts = []
    for number in (3, 15):
        quiz = make_quiz(*(single() for _question in range(number)))
        lesson = make_quiz_lesson(make_module(school.course, f"Test {number}"), quiz)
        address = begin(browser, lesson)
        found = []
        for act in ("open", "handed in"):
            if act == "handed in":
                browser.post(address, {"asked": ["1"]})
            for page in (address, lesson.url):
                browser.get(page)
                with CaptureQueriesContext(connection) as captured:
                    browser.get(page)
                found.append(len(captured))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 26
