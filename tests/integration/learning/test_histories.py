"""Any history, shuffled, doubled, cut and sent again, ends where a small model says; 2,000 of them are in the long tests."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from learning.models import CoursePage, Enrolment, LessonPage, LessonProgress
from tests.factories.learning import make_course, make_lesson, make_module
from tests.integration.learning.conftest import School
from tests.integration.learning.histories import Stretch, arrives_at_the_model, journeys, model
from tests.integration.learning.test_api import Tab, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, learner: User, school: School) -> Client:
    cache.clear()
    LessonPage.objects.update(first_published_at=timezone.now() - timedelta(days=30))
    client.force_login(learner)
    return client


def test_the_model_itself() -> None:
    twice = [Stretch("a", 0, 0, 20, 500), Stretch("a", 0, 5000, 20, 500), Stretch("b", 0, 40_000, 2, 1000)]
    assert model(twice) == {
        "intervals": [[0.0, 15.0], [40.0, 42.0]],
        "covered": 17.0,
        "position": 15.0,
        "completed": False,
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(journey=journeys())
def test_it_ends_where_the_model_says(
    browser: Client, school: School, journey: tuple[list[Stretch], list[list[Stretch]]]
) -> None:
    arrives_at_the_model(browser, school, *journey)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"end": 1e9}, 422),
        ({"start": -1}, 422),
        ({"end": "NaN"}, 422),
        ({"end": "Infinity"}, 422),
        ({"end": "1e999"}, 422),
        ({"clock_end": 10**20}, 422),
        ({"lesson": "closed"}, 403),
    ],
)
def test_one_wrong_stretch_stores_nothing(browser: Client, school: School, wrong: dict[str, Any], status: int) -> None:
    course = make_course(school.catalogue, "Closed", closes_at=timezone.now() - timedelta(days=1))
    closed = make_lesson(make_module(course), video=school.video)
    tab = Tab(school)
    bad = tab.played(10, 20) | wrong
    if wrong == {"lesson": "closed"}:
        bad["lesson"] = str(closed.translation_key)
    body = str({"intervals": [tab.played(0, 10), bad, tab.played(20, 30)]}).replace("'", '"')
    for raw in ("NaN", "Infinity", "1e999"):
        body = body.replace(f'"{raw}"', raw)
    answer = browser.post("/api/learning/progress", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (LessonProgress.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_keys_of_others_lead_nowhere(browser: Client, other_learner: User, school: School) -> None:
    """There is no way to name another person; a stranger's course, unpublished, and a client's id of theirs change nothing."""
    hidden = make_lesson(make_module(make_course(school.catalogue, "Hidden", live=False)), video=school.video, live=False)
    theirs = LessonProgress.objects.create(user=other_learner, lesson_key=school.lesson.translation_key, timeline="reading")
    tab = Tab(school)
    answer = post(browser, tab.played(0, 10) | {"lesson": str(hidden.translation_key)})
    assert [one["reason"] for one in answer.json()["trimmed"]] == ["other_video"]
    assert post(browser, tab.played(0, 10) | {"user": other_learner.pk}).status_code == 422
    assert list(LessonProgress.objects.values_list("pk", flat=True)) == [theirs.pk]
    assert CoursePage.objects.count() == 2
