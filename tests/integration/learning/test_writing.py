"""Reflections and worksheets: saved by themselves, read by nobody else, never overwritten by another tab."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from cms.home.models import HomePage
from learning.models import CoursePage, LessonPage, LessonProgress, Writing
from tests.factories.learning import make_module
from tests.factories.work import BAG, CLOTH, LAMP, QUESTIONS, TITLE, make_reflection, make_worksheet
from tests.integration.learning.conftest import School

ENOUGH = "Pictures by the window, not the lamp."


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


@pytest.fixture
def reflection(school: School) -> LessonPage:
    return make_reflection(make_module(school.course, "Look"))


@pytest.fixture
def worksheet(school: School) -> LessonPage:
    return make_worksheet(make_module(school.course, "Plan"))


def address(lesson: LessonPage, language: str = "en") -> str:
    return f"/{language}/my/writing/{lesson.translation_key}/"


def stored() -> list[tuple[dict[str, Any], int]]:
    return [(row.answers, row.revision) for row in Writing.objects.order_by("pk")]


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def completed() -> list[str]:
    return list(LessonProgress.objects.exclude(completed_at=None).values_list("timeline", flat=True))


def test_a_reflection_is_complete_when_enough_is_saved(browser: Client, reflection: LessonPage) -> None:
    said = browser.post(f"{address(reflection)}draft/", {"reflection": "Too short.", "revision": "0"}).json()
    assert (said, completed()) == ({"is_saved": True, "revision": 1, "is_complete": False}, [])
    said = browser.post(f"{address(reflection)}draft/", {"reflection": ENOUGH, "revision": "1"}).json()
    assert (said, completed()) == ({"is_saved": True, "revision": 2, "is_complete": True}, ["reflection"])
    browser.post(address(reflection), {"reflection": "Changed later.", "revision": "2"})
    page = text(browser.get(reflection.url))
    assert stored() == [({"reflection": "Changed later."}, 3)]
    assert "This lesson is complete." in page
    assert "Only you can read what you write here" in page
    assert "\nChanged later.</textarea>" in page


def test_a_worksheet_is_complete_when_what_is_needed_is_filled_in(browser: Client, worksheet: LessonPage) -> None:
    page = text(browser.get(worksheet.url))
    assert [label in page for label in ("Title", "Of your work", "Questions", "In the bag", "Lamp", "Cloth")] == [True] * 6
    browser.post(address(worksheet), {TITLE: "Weaving", "revision": "0"})
    assert (completed(), browser.get(worksheet.url).context["work"].missing) == ([], ["In the bag"])
    answer = browser.post(address(worksheet), {TITLE: "Weaving", BAG: [CLOTH, "made-up"], "revision": "1"})
    assert answer["Location"] == f"{worksheet.url}#writing"
    assert stored() == [({TITLE: "Weaving", QUESTIONS: "", BAG: [CLOTH]}, 2)]
    assert completed() == ["worksheet"]
    assert f'value="{CLOTH}" checked' in text(browser.get(worksheet.url))
    assert f'value="{LAMP}" checked' not in text(browser.get(worksheet.url))


def test_another_tab_overwrites_nothing(browser: Client, reflection: LessonPage) -> None:
    browser.post(address(reflection), {"reflection": "From the phone.", "revision": "0"})
    answer = browser.post(address(reflection), {"reflection": "From the desk.", "revision": "0"})
    assert (answer.status_code, stored()) == (409, [({"reflection": "From the phone."}, 1)])
    page = text(answer)
    assert "This was changed in another tab or on another device" in page
    assert ("From the phone.</dd>" in page, "From the desk.</textarea>" in page) == (True, True)
    assert 'name="revision" value="1"' in page
    draft = browser.post(f"{address(reflection)}draft/", {"reflection": "From the desk.", "revision": "0"})
    assert (draft.status_code, draft.json()["is_saved"]) == (409, False)
    browser.post(address(reflection), {"reflection": "From both.", "revision": "1"})
    assert stored() == [({"reflection": "From both."}, 2)]


def test_the_same_twice_is_no_conflict(browser: Client, reflection: LessonPage) -> None:
    for _time in range(2):
        answer = browser.post(address(reflection), {"reflection": "Sent twice.", "revision": "0"})
        assert answer.status_code == 302
    assert stored() == [({"reflection": "Sent twice."}, 1)]


def test_a_closed_course_stores_nothing_and_keeps_the_words_on_the_page(browser: Client, reflection: LessonPage) -> None:
    CoursePage.objects.update(closes_at=timezone.now() - timedelta(days=1))
    answer = browser.post(address(reflection), {"reflection": ENOUGH, "revision": "0"})
    assert (answer.status_code, stored(), completed()) == (403, [], [])
    assert ("This course is closed. Nothing was saved." in text(answer), ENOUGH in text(answer)) == (True, True)
    assert browser.post(f"{address(reflection)}draft/", {"reflection": ENOUGH}).status_code == 403
    assert stored() == []


def test_without_a_session_the_words_are_kept_on_the_page(client: Client, reflection: LessonPage) -> None:
    answer = client.post(address(reflection), {"reflection": ENOUGH, "revision": "0"})
    assert (answer.status_code, ENOUGH in text(answer), stored()) == (401, True, [])
    assert client.post(f"{address(reflection)}draft/").status_code == 401


def test_too_long_is_said(browser: Client, worksheet: LessonPage) -> None:
    answer = browser.post(address(worksheet), {TITLE: "x" * 301, "revision": "0"})
    assert (answer.status_code, "The text is too long" in text(answer), stored()) == (422, True, [])


def test_a_reader_without_an_account_gets_a_sheet_to_print_and_no_cookie(client: Client, worksheet: LessonPage) -> None:
    answer = client.get(worksheet.url)
    assert (dict(answer.cookies), "Log in and come back" in text(answer)) == ({}, True)
    assert '<form class="writing__form"' not in text(answer)


def test_languages_share_what_is_written(
    browser: Client, school: School, home: HomePage, worksheet: LessonPage, romanian: Locale
) -> None:
    for page in (home, school.catalogue, school.course, worksheet.get_parent().specific, worksheet):
        page.copy_for_translation(romanian).save_revision().publish()
    translation = worksheet.get_translation(romanian)
    browser.post(address(worksheet), {TITLE: "Weaving", "revision": "0"})
    browser.post(address(worksheet, "ro"), {TITLE: "Weaving", BAG: [LAMP], "revision": "1"})
    assert stored() == [({TITLE: "Weaving", QUESTIONS: "", BAG: [LAMP]}, 2)]
    assert 'value="Weaving"' in text(browser.get(translation.url))


def test_only_lessons_with_writing_take_any(browser: Client, school: School) -> None:
    assert browser.post(address(school.lesson), {"text": "x"}).status_code == 404
    assert stored() == []
