import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client
from django.utils import timezone

from accounts.models import User
from learning.models import LessonPage, LessonProgress
from tests.integration.learning.conftest import School

ADDRESS = "/api/learning/progress"


def now_ms() -> int:
    return int(timezone.now().timestamp() * 1000)


@pytest.fixture(autouse=True)
def _published_yesterday(school: School) -> None:
    LessonPage.objects.update(first_published_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


class Tab:
    """One open player: every stretch that it reports follows the last on its clock, 40 minutes ago."""

    def __init__(self, school: School) -> None:
        self.school, self.client, self.clock, self.sequence = school, str(uuid.uuid4()), now_ms() - 2_400_000, 0

    def played(self, start: float, end: float, *, seconds: float | None = None) -> dict[str, Any]:
        begin, self.clock = self.clock, self.clock + round((end - start if seconds is None else seconds) * 1000)
        self.sequence += 1
        return {
            "lesson": str(self.school.lesson.translation_key),
            "client": self.client,
            "sequence": self.sequence,
            "video": str(self.school.video.public_id),
            "version": 1,
            "start": start,
            "end": end,
            "clock_start": begin,
            "clock_end": self.clock,
        }


def post(browser: Client, *intervals: dict[str, Any]) -> Any:
    return browser.post(ADDRESS, {"intervals": list(intervals)}, content_type="application/json")


def state(browser: Client, school: School) -> dict[str, Any]:
    found: dict[str, Any] = browser.get(f"{ADDRESS}/{school.lesson.translation_key}").json()
    found.pop("now")
    return found


def test_what_is_played_is_told_back_with_what_is_missing(browser: Client, school: School) -> None:
    answer = post(browser, Tab(school).played(0, 41)).json()
    assert (answer["accepted"], answer["trimmed"]) == (1, [])
    assert state(browser, school) == {
        "lesson": str(school.lesson.translation_key),
        "position": 41.0,
        "intervals": [[0.0, 41.0]],
        "gaps": [[41.0, 60.0]],
        "covered": 41.0,
        "duration": 60.0,
        "share": 0.6833,
        "completed": False,
        "missing": "You have watched 41 of 60 seconds. This lesson is done at 90 %, which is 54 seconds.",
        "rule": 90,
    }


def test_any_order_repetition_and_split_ends_the_same(
    browser: Client, learner: User, other_learner: User, school: School
) -> None:
    phone, laptop = Tab(school), Tab(school)
    history = [phone.played(0, 10.5), phone.played(30, 44), laptop.played(5, 20), laptop.played(44, 50, seconds=4)]
    post(browser, *history)
    another = Client()
    another.force_login(other_learner)
    for interval in [*reversed(history), history[2], history[0]]:
        post(another, interval)
    assert state(another, school) == state(browser, school)
    kept = LessonProgress.objects.values_list("intervals", "clocks", "covered_ms", "position_ms", "position_clock_ms")
    assert kept.get(user=learner) == kept.get(user=other_learner)


def test_the_lesson_is_complete_at_the_share_and_stays_so(browser: Client, school: School) -> None:
    tab = Tab(school)
    post(browser, tab.played(0, 53.9))
    assert state(browser, school)["completed"] is False
    post(browser, tab.played(53.9, 54))
    first = LessonProgress.objects.get().completed_at
    assert first is not None
    school.course.share_watched = 100
    school.course.save()
    post(browser, tab.played(54, 55))
    row = LessonProgress.objects.get()
    assert (row.completed_at, row.completed_share, state(browser, school)["completed"]) == (first, 90, True)


def test_what_is_not_plausible_is_left_out_and_said(browser: Client, school: School) -> None:
    answer = post(browser, Tab(school).played(0, 60, seconds=5)).json()
    assert [(one["reason"], one["seconds"]) for one in answer["trimmed"]] == [("too_fast", 50.0)]
    assert answer["trimmed"][0]["message"].startswith("More of the video was reported")
    assert state(browser, school)["covered"] == 10.0


def test_one_clock_counts_once(browser: Client, school: School) -> None:
    tab = Tab(school)
    one, other = tab.played(0, 20, seconds=10), tab.played(20, 60, seconds=20)
    other |= {"clock_start": one["clock_start"], "clock_end": one["clock_start"] + 20_000}
    answer = post(browser, one, other).json()
    assert [one["reason"] for one in answer["trimmed"]] == ["same_moment"]
    assert state(browser, school)["covered"] == 40.0


def test_another_version_and_another_video_do_not_count(browser: Client, school: School) -> None:
    tab = Tab(school)
    answer = post(browser, tab.played(0, 30) | {"version": 7}, tab.played(0, 30) | {"video": str(uuid.uuid4())}).json()
    assert [one["reason"] for one in answer["trimmed"]] == ["other_video", "other_video"]
    assert not LessonProgress.objects.exists()


def test_others_are_untouched(browser: Client, other_learner: User, school: School) -> None:
    row = LessonProgress.objects.create(
        user=other_learner, lesson_key=school.lesson.translation_key, timeline=f"{school.video.public_id}/1"
    )
    post(browser, Tab(school).played(0, 60))
    untouched = LessonProgress.objects.get(pk=row.pk)
    assert (untouched.intervals, untouched.completed_at, untouched.updated_at) == ([], None, row.updated_at)


def test_an_unpublished_lesson_takes_nothing(browser: Client, school: School) -> None:
    school.lesson.unpublish()
    post(browser, Tab(school).played(0, 30))
    assert not LessonProgress.objects.exists()
    assert browser.get(f"{ADDRESS}/{school.lesson.translation_key}").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": -1},
        {"end": 1e9},
        {"start": 20, "end": 10},
        {"clock_end": 5},
        {"sequence": -1},
        {"version": 0},
        {"client": "me"},
        {"user": 7},
    ],
)
def test_nonsense_is_refused_whole(browser: Client, school: School, wrong: dict[str, Any]) -> None:
    tab = Tab(school)
    response = post(browser, tab.played(0, 10), tab.played(10, 20) | wrong)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["errors"]
    assert not LessonProgress.objects.exists()


def test_not_a_number_is_refused(browser: Client, school: School) -> None:
    interval = str(Tab(school).played(0, 10)).replace("'", '"').replace('"end": 10', '"end": NaN')
    response = browser.post(ADDRESS, f'{{"intervals": [{interval}]}}', content_type="application/json")
    assert response.status_code == 422
    assert not LessonProgress.objects.exists()


def test_without_an_account_nothing_is_stored(client: Client, school: School) -> None:
    response = post(client, Tab(school).played(0, 10))
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response.json()["detail"] == "This needs an account: log in first. Nothing was stored."
    assert not LessonProgress.objects.exists()


def test_without_the_token_nothing_is_stored(learner: User, school: School) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(learner)
    assert post(browser, Tab(school).played(0, 10)).status_code == 403
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b" " * 3_000_000, "application/json", 413),
        (b"{}", "multipart/form-data", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"intervals": [{"start": NaN}]}', "application/json", 422),
    ],
)
def test_a_request_that_cannot_be_read_is_refused(learner: User, body: bytes, kind: str, status: int) -> None:
    strict = Client(enforce_csrf_checks=True)  # it reads the form before anything else does
    strict.force_login(learner)
    strict.cookies["csrftoken"] = token = get_token(HttpRequest())
    answer = strict.post(ADDRESS, body, content_type=kind, headers={"X-CSRFToken": token})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
