"""Bookmarks, settings, what a browser brings along, and the desk that holds it together."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cms.home.models import HomePage
from cms.news.models import NewsIndexPage
from learning.enums import Letters
from learning.models import Bookmark, LessonProgress, LetterOptOut
from learning.services.keep_bookmark import MOST, keep_bookmark
from learning.services.write_note import add_note
from tests.factories.learning import make_course, make_lesson, make_module
from tests.integration.learning.conftest import School


def address(page: object) -> str:
    return f"/en/my/bookmarks/{getattr(page, 'translation_key', page)}/"


def kept(client: Client) -> list[tuple[str, str]]:
    found = client.get("/en/my/bookmarks/").context["bookmarks"]
    return [(one.kind, one.page.title if one.page else "") for one in found]


def test_pages_of_every_kind_are_kept_and_found_again(
    client: Client, school: School, learner: User, news_section: NewsIndexPage
) -> None:
    client.force_login(learner)
    for page in (school.course, school.lesson, news_section, school.lesson):
        answer = client.post(address(page), {"keep": "on"})
        assert (answer.status_code, answer["Location"]) == (302, f"{page.get_url()}#keep")
    assert kept(client) == [("News", "News"), ("Lesson", "Portfolio"), ("Course", "Your practice")]
    assert 'data-state="kept"' in client.get(school.course.url).content.decode()
    assert client.post(address(school.lesson), {"keep": "off", "back": "list"})["Location"] == "/en/my/bookmarks/"
    news_section.unpublish()
    assert kept(client) == [("", ""), ("Course", "Your practice")]
    client.post(address(news_section), {"keep": "off"})
    assert list(Bookmark.objects.values_list("page_key", flat=True)) == [school.course.translation_key]


def test_what_nobody_may_read_cannot_be_kept(client: Client, school: School, learner: User, home: HomePage) -> None:
    school.course.unpublish()
    client.force_login(learner)
    answers = [
        client.post(address(one), {"keep": "on"}).status_code for one in (school.course, uuid.uuid4(), home.get_parent())
    ]
    assert (answers, Bookmark.objects.count()) == ([404, 404, 404], 0)


def test_a_full_shelf_says_so(client: Client, school: School, learner: User) -> None:
    Bookmark.objects.bulk_create(Bookmark(user=learner, page_key=uuid.uuid4()) for _row in range(MOST))
    client.force_login(learner)
    answer = client.post(address(school.course), {"keep": "on"}, follow=True)
    assert f"You keep {MOST} pages already" in answer.content.decode()
    assert Bookmark.objects.count() == MOST


def test_without_an_account_the_button_is_a_link_the_same_for_all(client: Client, school: School) -> None:
    answer = client.get(school.course.url)
    text = answer.content.decode()
    link = f'href="/en/accounts/login/?next={school.course.url}%23keep" rel="nofollow"'
    assert (link in text, "csrfmiddlewaretoken" in text, dict(answer.cookies), text) == (
        True, False, {}, Client().get(school.course.url).content.decode()
    )  # fmt: skip
    assert client.post(address(school.course), {"keep": "on"})["Location"].startswith("/en/accounts/login/?next=/en/learn/")


def test_lists_cost_the_same_for_one_and_for_many(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    module = make_module(school.course, "Many")

    def fill(number: int) -> None:
        course, lesson = make_course(school.catalogue, f"Course {number}"), make_lesson(module, f"Lesson {number}")
        for page in (course, lesson):
            keep_bookmark(user=learner, page_key=page.translation_key)
        for key in (lesson.translation_key, lesson.translation_key):
            add_note(user=learner, lesson=key, text="A rabbit", second=3, public_id=uuid.uuid4())

    def cost() -> list[int]:
        counts: list[int] = []
        for path in ("/en/my/notes/", "/en/my/bookmarks/", "/en/my/"):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        return counts

    fill(0)
    few = cost()
    for number in range(1, 6):
        fill(number)
    assert cost() == few


def test_the_desk_counts_what_is_kept(client: Client, school: School, learner: User, other_learner: User) -> None:
    client.force_login(learner)
    assert client.get("/en/my/").context["desk"].is_new
    for user, number in [(learner, 3), (other_learner, 2)]:
        keep_bookmark(user=user, page_key=school.course.translation_key)
        for _note in range(number):
            add_note(user=user, lesson=school.lesson.translation_key, text="A", second=None, public_id=uuid.uuid4())
    desk = client.get("/en/my/").context["desk"]
    assert (desk.notes, desk.bookmarks, desk.is_new) == (3, 1, False)


def test_settings_are_kept(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    values = {"first_name": "Ștefania", "last_name": "Ionescu", "language": "ro", "time_zone": "Europe/Bucharest"}
    assert client.post("/en/my/settings/", values)["Location"] == "/en/my/settings/"
    learner.refresh_from_db()
    assert {name: getattr(learner, name) for name in values} == values
    assert LetterOptOut.objects.filter(user=learner, about=Letters.REMINDERS).exists()
    client.post("/en/my/settings/", {**values, "has_reminders": "on"})
    assert set(LetterOptOut.objects.values_list("about", flat=True)) == {Letters.WORK}
    answer = client.post("/en/my/settings/", {**values, "time_zone": "Mars/Olympus", "first_name": "A" * 151})
    learner.refresh_from_db()
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["first_name", "time_zone"])
    assert (learner.first_name, learner.time_zone) == ("Ștefania", "Europe/Bucharest")


def test_texts_marked_as_read_without_an_account_come_along(client: Client, school: School, learner: User) -> None:
    reading = make_lesson(make_module(school.course, "Texts"), "A text")
    shut = make_course(school.catalogue, "Shut", admission="code")
    closed = make_lesson(make_module(shut), "Closed")
    sent = {
        "lesson": [str(one) for one in (reading.translation_key, closed.translation_key, school.lesson.translation_key, "x")]
    }
    assert client.post("/en/my/merge/readings/", sent).status_code == 401
    client.force_login(learner)
    answers = [client.post("/en/my/merge/readings/", sent).json() for _time in range(2)]
    refused = {str(closed.translation_key): "This course is for people who have a code.", "x": "There is no such lesson."}
    assert [answer["refused"] for answer in answers] == [refused, refused]
    rows = LessonProgress.objects.values_list("user", "lesson_key", "timeline")
    assert list(rows) == [(learner.pk, reading.translation_key, "reading")]


@pytest.mark.parametrize("path", ["my/notes/", "my/bookmarks/", "my/settings/", "my/data/", "my/data/archive/"])
def test_what_is_personal_asks_who_is_there(client: Client, school: School, path: str) -> None:
    assert client.get(f"/en/{path}")["Location"] == f"/en/accounts/login/?next=/en/{path}"
