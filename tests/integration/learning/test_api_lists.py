"""The lists of the API: the same as on the pages, in pages of their own, with as many queries for many as for one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from accounts.models import User
from learning.enums import Admission
from learning.models import CoursePage, LessonPage, LessonProgress
from learning.services.issue_certificate import issue_certificate
from tests.factories.enrolment import finish_course, finish_lesson, make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.integration.learning.conftest import School

LEARN = "/api/learning"


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    cache.clear()
    client.force_login(learner)
    return client


def items(browser: Client, address: str) -> list[dict[str, Any]]:
    answer = browser.get(f"{LEARN}/{address}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_a_course_in_the_list(client: Client, school: School) -> None:
    assert client.get(f"{LEARN}/courses").json() == {
        "items": [
            {
                "key": str(school.course.translation_key),
                "language": "en",
                "title": "Your practice",
                "lead": "Four short tutorials.",
                "url": "/en/learn/your-practice/",
                "level": "beginner",
                "hours": None,
                "seconds": 60.0,
                "lessons": 1,
                "themes": [],
                "admission": "open",
                "opens_at": None,
                "closes_at": None,
                "condition": "",
            }
        ],
        "total": 1,
        "next": None,
        "previous": None,
    }
    assert client.cookies == {}


def test_one_course_with_its_outline_and_whether_it_is_open(browser: Client, school: School) -> None:
    address = f"{LEARN}/courses/{school.course.translation_key}"
    shown = browser.get(address).json()
    assert (shown["refusal"], shown["refusal_message"], shown["outcomes"]) == (None, "", [])
    assert shown["modules"] == [
        {
            "title": "Show what you do",
            "lessons": [
                {
                    "key": str(school.lesson.translation_key),
                    "title": "Portfolio",
                    "lead": "",
                    "url": "/en/learn/your-practice/show-what-you-do/portfolio/",
                    "activity": "video",
                    "seconds": 60.0,
                }
            ],
        }
    ]
    CoursePage.objects.update(admission=Admission.CODE)
    shut = browser.get(address).json()
    assert (shut["refusal"], shut["refusal_message"]) == ("needs_code", "This course is for people who have a code.")
    assert browser.get(f"{address}?language=ro").status_code == 404


def test_what_pages_hide_is_not_listed(client: Client, school: School) -> None:
    draft = make_course(school.catalogue, "Draft", live=False)
    private = make_course(school.catalogue, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="secret")
    assert [one["title"] for one in items(client, "courses")] == ["Your practice"]
    statuses = [client.get(f"{LEARN}/courses/{one.translation_key}").status_code for one in (draft, private)]
    assert statuses == [404, 404]


def test_courses_in_a_language_and_in_pages(client: Client, school: School, romanian: Locale) -> None:
    home = school.catalogue.get_parent().specific.copy_for_translation(romanian)
    home.save_revision().publish()
    make_course(make_catalogue(home, locale=romanian), "Practica ta", locale=romanian)
    for number in range(4):
        make_course(school.catalogue, f"Course {number}")
    assert [one["title"] for one in items(client, "courses?language=ro")] == ["Practica ta"]
    second = client.get(f"{LEARN}/courses?language=en&per_page=2&page=2").json()
    assert [one["title"] for one in second["items"]] == ["Course 1", "Course 2"]
    assert (second["total"], second["next"], second["previous"]) == (
        5,
        f"{LEARN}/courses?language=en&per_page=2&page=3",
        f"{LEARN}/courses?language=en&per_page=2&page=1",
    )
    beyond = client.get(f"{LEARN}/courses?language=en&per_page=2&page=9").json()
    assert beyond == {"items": [], "total": 5, "next": None, "previous": None}


def test_my_progress_is_what_i_began_and_nobody_elses(
    browser: Client, learner: User, other_learner: User, school: School
) -> None:
    older = make_lesson(make_module(school.course, "Second"), "Text")
    gone = make_lesson(make_module(school.course, "Third"), "Gone")
    for lesson in (older, gone, school.lesson):
        finish_lesson(learner, lesson)
    finish_lesson(other_learner, make_lesson(make_module(school.course, "Fourth"), "Theirs"))
    LessonProgress.objects.filter(lesson_key=older.translation_key).update(updated_at=timezone.now() - timedelta(days=3))
    gone.unpublish()
    listed = items(browser, "progress")
    assert [one["lesson"] for one in listed] == [str(school.lesson.translation_key), str(older.translation_key)]
    alone = browser.get(f"{LEARN}/progress/{older.translation_key}").json()
    assert {**listed[1], "now": 0} == {**alone, "now": 0}


def test_my_due_dates(browser: Client, learner: User, other_learner: User, school: School) -> None:
    cohort, left = make_cohort(school.course), make_cohort(school.course, "Former group")
    make_enrolment(learner, school.course, cohort)
    make_enrolment(learner, school.course, left, left_at=timezone.now())
    make_enrolment(other_learner, school.course, cohort)
    at = datetime(2027, 1, 31, 18, tzinfo=UTC)
    make_due_date(cohort, school.lesson, at)
    make_due_date(left, school.lesson, at)
    due = {
        "lesson": str(school.lesson.translation_key),
        "course": str(school.course.translation_key),
        "title": "Portfolio",
        "cohort": "Autumn group",
        "at": "2027-01-31T18:00:00Z",
        "done": False,
    }
    assert items(browser, "due-dates") == [due]
    finish_lesson(learner, school.lesson)
    assert items(browser, "due-dates") == [due | {"done": True}]
    LessonPage.objects.update(live=False)
    assert items(browser, "due-dates") == []


def test_my_certificates(browser: Client, learner: User, other_learner: User, school: School) -> None:
    for user in (learner, other_learner):
        finish_course(user, school.course)
        issue_certificate(user=user, course_key=school.course.translation_key, kind="completion", now=timezone.now())
    [mine] = items(browser, "certificates")
    code = mine.pop("code")
    mine.pop("issued_at")
    assert mine == {
        "course": str(school.course.translation_key),
        "kind": "completion",
        "state": "valid",
        "language": "en",
        "course_title": "Your practice",
        "holder_name": "",
        "valid_until": None,
        "verify_url": f"/en/verify/{code}/",
        "pdf_url": f"/en/my/certificates/{code}.pdf",
        "badge_url": f"/en/my/certificates/{code}.jwt",
    }
    assert browser.get(mine["verify_url"]).status_code == 200


def asked(act: Callable[[], object]) -> int:
    act()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize("address", ["courses", "progress", "due-dates", "certificates"])
def test_many_cost_as_many_queries_as_one(browser: Client, learner: User, school: School, address: str) -> None:
    cohort = make_cohort(school.course)
    make_enrolment(learner, school.course, cohort)

    def another(number: int) -> None:
        course = make_course(school.catalogue, f"Course {number}")
        lesson = make_lesson(make_module(course), video=school.video)
        finish_lesson(learner, lesson)
        make_due_date(cohort, lesson, timezone.now())
        finish_course(learner, course)
        issue_certificate(user=learner, course_key=course.translation_key, kind="completion", now=timezone.now())

    another(0)
    one = asked(lambda: items(browser, address))
    for number in range(1, 6):
        another(number)
    assert (asked(lambda: items(browser, address)), len(items(browser, address))) == (one, 7 if address == "courses" else 6)
