"""Letters about work handed in: once, collected, in the reader's language, and only to who wants and may read them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from learning.enums import Letters
from learning.models import LessonPage, LetterOptOut, Submission, WorkLetter
from learning.services.give_feedback import answer_feedback, give_feedback
from learning.services.leave_course import leave_course
from learning.services.send_work_letters import send_work_letters
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_module
from tests.factories.work import make_assignment, make_submission
from tests.integration.learning.conftest import School

HALF_AN_HOUR = timedelta(minutes=31)


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_assignment(make_module(school.course, "Write"))


@pytest.fixture
def mentor(school: School, learner: User, other_learner: User) -> User:
    user = User.objects.create_user("mentor@example.org", first_name="Mette", language="nb")
    cohort = make_cohort(school.course, teacher=user)
    for one in (learner, other_learner):
        make_enrolment(one, school.course, cohort)
    return user


def feedback(work: Submission, mentor: User, verdict: str = "", text: str = "Good") -> None:
    seen = work.revisions.count()
    give_feedback(submission=work, author=mentor, text=text, verdict=verdict, seen=seen, now=timezone.now())


def send(after: timedelta = HALF_AN_HOUR) -> list[tuple[str, str]]:
    """Let the sweep come twice; return to whom went what."""
    mail.outbox.clear()
    for _time in range(2):
        send_work_letters(now=timezone.now() + after)
    return [(letter.to[0], str(letter.subject)) for letter in mail.outbox]


def test_what_is_handed_in_is_collected_into_one_letter(
    school: School, lesson: LessonPage, learner: User, other_learner: User, mentor: User
) -> None:
    mentor.language = "en"
    mentor.save()
    works = [make_submission(one, lesson) for one in (learner, other_learner)]
    assert send(after=timedelta(minutes=29)) == []
    assert send() == [("mentor@example.org", "2 works wait for you")]
    body = str(mail.outbox[0].body)
    assert [str(work.public_id) in body for work in works] == [True, True]
    assert "learner@example.org: handed in\n" in body
    assert [(one.sent_at is not None, one.attempts) for one in WorkLetter.objects.all()] == [(True, 1)] * 2


def test_a_letter_that_is_due_takes_the_later_ones_along(
    lesson: LessonPage, learner: User, other_learner: User, mentor: User
) -> None:
    make_submission(learner, lesson)
    WorkLetter.objects.update(again_at=timezone.now())
    make_submission(other_learner, lesson)
    assert len(send(after=timedelta(minutes=1))) == 1
    assert send() == []


def test_the_learner_is_told_of_each_answer_once(lesson: LessonPage, learner: User, mentor: User) -> None:
    work = make_submission(learner, lesson)
    now = timedelta(seconds=1)
    found = []
    for verdict in ("", "returned", "accepted"):
        feedback(work, mentor, verdict)
        found += send(after=now)
    titles = ["A message about Write a letter", "Please do it again: Write a letter", "Accepted: Write a letter"]
    assert found == [("learner@example.org", title) for title in titles]
    assert f"{lesson.full_url}#thread" in str(mail.outbox[0].body) or "#thread" in str(mail.outbox[0].body)
    assert "Good" not in str(mail.outbox[0].body)  # what was said is read on the page, after a log-in


def test_the_letter_speaks_the_readers_language(lesson: LessonPage, learner: User, mentor: User) -> None:
    make_submission(learner, lesson)
    send()
    assert f"/nb{reverse('work_letters_off', args=['x'])[3:-2]}" in str(mail.outbox[0].body)


def test_what_is_decided_before_it_is_told_of_is_not_told(lesson: LessonPage, learner: User, mentor: User) -> None:
    work = make_submission(learner, lesson)
    feedback(work, mentor, "accepted")
    assert send() == [("learner@example.org", "Accepted: Write a letter")]


def test_who_left_the_cohort_is_nobodys_business_any_more(
    school: School, lesson: LessonPage, learner: User, mentor: User
) -> None:
    make_submission(learner, lesson)
    leave_course(user=learner, course=school.course.translation_key, now=timezone.now())
    assert send() == []


def test_an_answer_of_the_learner_goes_to_who_wrote(lesson: LessonPage, learner: User) -> None:
    """Without a cohort: who has the permission and wrote is told of what comes next."""
    admin = User.objects.create_superuser("admin@example.org")
    work = make_submission(learner, lesson)
    assert send() == []
    feedback(work, admin)
    send(after=timedelta(seconds=1))
    answer_feedback(submission=work, text="Thank you", now=timezone.now())
    assert send() == [("admin@example.org", "A message about Write a letter")]


def test_one_click_ends_the_letters_and_the_settings_bring_them_back(
    client: Client, lesson: LessonPage, learner: User, mentor: User
) -> None:
    work = make_submission(learner, lesson)
    feedback(work, mentor, "returned")
    send(after=timedelta(seconds=1))
    headers: Any = mail.outbox[0].extra_headers
    address = re.sub(r"^<https?://[^/]+|>$", "", headers["List-Unsubscribe"])
    assert address in str(mail.outbox[0].body)
    assert (client.get(address).status_code, LetterOptOut.objects.count()) == (200, 0)
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    feedback(work, mentor)
    assert send(after=timedelta(seconds=1)) == []
    client.force_login(learner)
    client.post("/en/my/settings/", {"language": "en", "time_zone": "UTC", "has_work_letters": "on"})
    feedback(work, mentor)
    assert len(send(after=timedelta(seconds=1))) == 1
    assert client.get(address[:-2] + "x/").status_code == 404


def test_a_token_for_reminders_is_none_for_these(client: Client, learner: User) -> None:
    from learning.letters import opt_out_token  # only here: what the letters themselves contain is tested above

    assert client.get(f"/en/my/work/letters/off/{opt_out_token(learner, about=Letters.REMINDERS)}/").status_code == 404


def test_what_a_mail_server_refuses_is_tried_again(
    lesson: LessonPage, learner: User, mentor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    feedback(make_submission(learner, lesson), mentor, "returned")

    def refuse(backend: BaseEmailBackend, messages: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert send(after=timedelta(seconds=1)) == []
    assert send(after=timedelta(minutes=10)) == []
    assert send(after=timedelta(minutes=20)) == [("learner@example.org", "Please do it again: Write a letter")]


def test_what_one_worker_sends_no_other_does(
    lesson: LessonPage, learner: User, mentor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    feedback(make_submission(learner, lesson), mentor, "returned")
    gone: list[object] = []

    def go_out(backend: BaseEmailBackend, messages: list[object]) -> int:
        gone.extend(messages)
        if len(gone) < 9:
            send_work_letters(now=timezone.now() + timedelta(seconds=1))  # a second worker, while the first one sends
        raise TimeoutError  # nobody knows whether it has gone out

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", go_out)
    for _time in range(2):
        send_work_letters(now=timezone.now() + timedelta(seconds=1))
    assert len(gone) == 1
