"""Codes: what they open, and when they do not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from learning.enums import Admission, Refusal, Way
from learning.models import Enrolment
from learning.models.cohort import ALPHABET, new_code, plain_code
from learning.refusals import RefusedError
from learning.services.join_cohort import join_cohort
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.integration.learning.conftest import School

NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


@given(st.lists(st.sampled_from(" -·"), min_size=8, max_size=8))
def test_a_code_is_the_same_however_it_is_typed(between: list[str]) -> None:
    code = new_code()
    typed = "".join(mark + letter for mark, letter in zip(between, code.lower(), strict=True))
    assert (plain_code(typed), set(code) <= set(ALPHABET)) == (code, True)


def test_a_code_opens_the_course(browser: Client, school: School, learner: User) -> None:
    school.course.admission = Admission.CODE
    school.course.save()
    cohort = make_cohort(school.course)
    assert "trellis-player" not in browser.get(school.lesson.url).content.decode()
    typed = cohort.shown_code.lower()
    looked = browser.get(f"/en/join/{cohort.code}/")
    assert (looked.status_code, Enrolment.objects.count()) == (200, 0)
    joined = browser.post("/en/join/", {"code": typed})
    assert (joined.status_code, joined["Location"]) == (302, school.course.url)
    assert "trellis-player" in browser.get(school.lesson.url).content.decode()
    again = join_cohort(user=learner, code=cohort.code, now=NOW)
    assert (Enrolment.objects.get(), again.how, again.cohort) == (again, Way.CODE, cohort)


def test_who_learnt_alone_keeps_the_enrolment(school: School, learner: User) -> None:
    alone = make_enrolment(learner, school.course)
    cohort = make_cohort(school.course)
    join_cohort(user=learner, code=cohort.code, now=NOW)
    kept = Enrolment.objects.get()
    assert (kept.pk, kept.enrolled_at, kept.cohort) == (alone.pk, alone.enrolled_at, cohort)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"opens_at": NOW + HOUR}, Refusal.CODE_NOT_YET),
        ({"closes_at": NOW - HOUR}, Refusal.CODE_EXPIRED),
        ({"capacity": 1}, Refusal.FULL),
    ],
)
def test_a_code_that_does_not_work_says_why(
    browser: Client, school: School, other_learner: User, values: dict[str, Any], refusal: Refusal
) -> None:
    cohort = make_cohort(school.course, **values)
    make_enrolment(other_learner, school.course, cohort)
    answer = browser.post("/en/join/", {"code": cohort.code})
    assert (answer.status_code, str(refusal.label) in answer.content.decode()) == (422, True)
    assert Enrolment.objects.count() == 1


def test_a_place_that_is_left_is_free_again(school: School, learner: User, other_learner: User) -> None:
    cohort = make_cohort(school.course, capacity=1)
    make_enrolment(other_learner, school.course, cohort, left_at=NOW)
    assert join_cohort(user=learner, code=cohort.code, now=NOW).cohort == cohort


def test_one_group_a_course(school: School, learner: User) -> None:
    first, second = make_cohort(school.course), make_cohort(school.course, "Spring group")
    join_cohort(user=learner, code=first.code, now=NOW)
    with pytest.raises(RefusedError) as refused:
        join_cohort(user=learner, code=second.code, now=NOW)
    assert (refused.value.reason, Enrolment.objects.get().cohort) == (Refusal.ELSEWHERE, first)


def test_a_closed_course_is_not_joined(school: School, learner: User) -> None:
    school.course.closes_at = NOW - HOUR
    school.course.save()
    with pytest.raises(RefusedError) as refused:
        join_cohort(user=learner, code=make_cohort(school.course).code, now=NOW)
    assert refused.value.reason == Refusal.CLOSED


def test_guessing_ends_after_ten_wrong_codes(browser: Client, school: School) -> None:
    cohort = make_cohort(school.course)
    wrong = [browser.post("/en/join/", {"code": f"WRONG{number}"}).status_code for number in range(11)]
    assert wrong == [422] * 10 + [429]
    assert browser.post("/en/join/", {"code": cohort.code}).status_code == 429
    assert not Enrolment.objects.exists()


def test_without_an_account_the_page_offers_one_and_comes_back(client: Client, school: School) -> None:
    cohort = make_cohort(school.course)
    text = client.get(f"/en/join/{cohort.code}/").content.decode()
    assert (f"/en/accounts/signup/?next=/en/join/{cohort.code}/" in text, cohort.name in text) == (True, False)
    answer = client.post("/en/join/", {"code": cohort.code})
    assert answer["Location"] == f"/en/accounts/login/?next=/en/join/{cohort.code}/"
