"""Due dates, and the letters about them: once, in the learner's language and time, and only while they are wanted."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from accounts.models import User
from learning.enums import Letters, ReminderKind
from learning.models import Cohort, DueDate, Enrolment, LessonPage, LetterOptOut, Reminder
from learning.services.leave_course import leave_course
from learning.services.send_reminders import send_reminders
from learning.services.set_due_dates import set_due_dates
from tests.factories.enrolment import finish_lesson, make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School

DUE = datetime(2027, 3, 27, 22, 30, tzinfo=UTC)  # an hour before the night in which the clocks are put forward
NOON = datetime(2027, 3, 26, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def cohort(school: School) -> Cohort:
    return make_cohort(school.course, time_zone="Europe/Oslo")


@pytest.fixture
def member(cohort: Cohort, school: School, learner: User) -> Enrolment:
    enrolment = make_enrolment(learner, school.course, cohort)
    make_due_date(cohort, school.lesson, DUE)
    return enrolment


def log() -> list[tuple[str, bool, int]]:
    rows = Reminder.objects.order_by("pk").values_list("kind", "sent_at", "attempts")
    return [(kind, sent_at is not None, attempts) for kind, sent_at, attempts in rows]


def test_a_letter_before_and_a_letter_after(school: School, member: Enrolment) -> None:
    moments = [DUE - 50 * HOUR, NOON, NOON + HOUR, DUE + HOUR, DUE + 13 * HOUR, DUE + 14 * HOUR, DUE + 100 * HOUR]
    assert [send_reminders(now=moment) for moment in moments] == [0, 1, 0, 0, 1, 0, 0]
    soon, passed = mail.outbox
    assert (soon.to, soon.subject, passed.subject) == (["learner@example.org"], "Soon due: Portfolio", "Was due: Portfolio")
    assert f"Portfolio\ndue 27 March 2027, 23:30 (Europe/Oslo)\n{school.lesson.full_url}\n" in str(soon.body)
    assert "Nothing is closed: you can still do it." in str(passed.body)


def test_the_letter_speaks_the_learners_language_and_knows_their_clock(member: Enrolment, learner: User) -> None:
    learner.language, learner.time_zone, learner.first_name = "ro", "Europe/Bucharest", "Lena"
    learner.save()
    assert send_reminders(now=NOON) == 1
    body = str(mail.outbox[0].body)
    assert "28 martie 2027, 00:30 (europe/bucharest)" in body.lower()
    assert "/ro/my/reminders/off/" in body


@pytest.mark.parametrize(("zone", "sent"), [("Pacific/Kiritimati", 0), ("Europe/Oslo", 1), ("America/Los_Angeles", 0)])
def test_nobody_is_woken(member: Enrolment, learner: User, zone: str, sent: int) -> None:
    learner.time_zone = zone
    learner.save()
    assert send_reminders(now=NOON) == sent


def test_several_lessons_are_one_letter(school: School, cohort: Cohort, member: Enrolment) -> None:
    second = make_lesson(make_module(school.course, "Second"), "Catalogue")
    make_due_date(cohort, second, DUE - HOUR)
    assert send_reminders(now=NOON) == 1
    assert mail.outbox[0].subject == "2 lessons are soon due"
    assert [str(mail.outbox[0].body).index(title) > 0 for title in ("Catalogue", "Portfolio")] == [True, True]
    assert log() == [(ReminderKind.SOON, True, 1)] * 2


def test_who_has_done_it_or_left_or_came_later_is_not_told(school: School, cohort: Cohort, member: Enrolment) -> None:
    done, left, late = (User.objects.create_user(f"{name}@example.org") for name in ("done", "left", "late"))
    for user in (done, left):
        make_enrolment(user, school.course, cohort)
    make_enrolment(late, school.course, cohort, enrolled_at=DUE + HOUR)
    finish_lesson(done, school.lesson)
    leave_course(user=left, course=school.course.translation_key, now=NOON)
    send_reminders(now=NOON)
    send_reminders(now=DUE + 14 * HOUR)
    assert {address for letter in mail.outbox for address in letter.to} == {"learner@example.org"}


def test_nobody_is_reminded_of_a_closed_course(school: School, member: Enrolment) -> None:
    school.course.closes_at = NOON - HOUR
    school.course.save()
    assert (send_reminders(now=NOON), mail.outbox) == (0, [])


def test_one_click_in_the_letter_ends_the_reminders(client: Client, member: Enrolment, learner: User) -> None:
    send_reminders(now=NOON)
    headers = mail.outbox[0].extra_headers
    address = re.fullmatch(r"<https?://[^/]+(/en/my/reminders/off/\S+)>", headers["List-Unsubscribe"])
    assert address is not None
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address[1]).status_code == 200
    assert not LetterOptOut.objects.exists()
    assert strict.post(address[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (send_reminders(now=DUE + 14 * HOUR), log()) == (0, [(ReminderKind.SOON, True, 1)])
    client.force_login(learner)
    client.post("/en/my/settings/", {"language": "en", "time_zone": learner.time_zone, "has_reminders": "on"})
    assert send_reminders(now=DUE + 14 * HOUR) == 1
    assert client.post(address[1][:-2] + "x/").status_code == 404


def test_what_the_mail_server_refuses_is_tried_again(member: Enrolment, settings: Any) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert (send_reminders(now=NOON), send_reminders(now=NOON + HOUR / 6), log()) == (0, 0, [(ReminderKind.SOON, False, 1)])
    settings.EMAIL_BACKEND = working
    assert (send_reminders(now=NOON + HOUR), log()) == (1, [(ReminderKind.SOON, True, 2)])


class EndsWhileItSends(BaseEmailBackend):
    """A worker that is stopped between handing a letter over and hearing that it was taken."""

    def send_messages(self, email_messages: Any) -> int:
        raise KeyboardInterrupt


def test_what_may_have_gone_out_is_never_sent_again(member: Enrolment, settings: Any) -> None:
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.EndsWhileItSends"
    with pytest.raises(KeyboardInterrupt):
        send_reminders(now=NOON)
    settings.EMAIL_BACKEND = working
    assert (send_reminders(now=NOON + HOUR), mail.outbox, log()) == (0, [], [(ReminderKind.SOON, False, 0)])


def test_another_date_is_told_once_and_reminded_of_again(school: School, cohort: Cohort, member: Enrolment) -> None:
    key = school.lesson.translation_key
    send_reminders(now=NOON)
    assert set_due_dates(cohort=cohort, dates={key: DUE}, now=NOON) == 0
    assert set_due_dates(cohort=cohort, dates={key: DUE + 24 * HOUR}, now=NOON) == 1
    moments = [NOON + HOUR / 60, NOON + HOUR, NOON + 2 * HOUR, NOON + 22 * HOUR, NOON + 23 * HOUR]
    assert [send_reminders(now=moment) for moment in moments] == [0, 1, 0, 1, 0]
    moved, soon = mail.outbox[1:]
    assert (moved.subject, soon.subject) == ("Another date: Portfolio", "Soon due: Portfolio")
    # In between the clocks are put forward: an instant a day later is shown an hour later.
    assert "due 29 March 2027, 00:30 (Europe/Oslo), no longer 27 March 2027, 23:30 (Europe/Oslo)" in str(moved.body)


def change(cohort: Cohort, lesson: LessonPage, *dates: datetime | None, now: datetime = NOON) -> None:
    for at in dates:
        set_due_dates(cohort=cohort, dates={lesson.translation_key: at}, now=now)


def facts() -> list[tuple[datetime | None, datetime | None, int]]:
    return [(one.moment, one.before, one.sequence) for one in DueDate.all_objects.all()]


def subjects() -> list[str]:
    return [str(letter.subject) for letter in mail.outbox]


def test_a_slip_is_put_right_without_a_letter(school: School, cohort: Cohort, member: Enrolment) -> None:
    """Within ten minutes a date can be set again; what is told is the difference to the date that was told."""
    send_reminders(now=NOON)
    change(cohort, school.lesson, DUE + 240 * HOUR, None, DUE + 72 * HOUR)
    assert facts() == [(DUE + 72 * HOUR, DUE, 3)]
    change(cohort, school.lesson, None, DUE)
    assert facts() == [(DUE, None, 5)]
    assert (send_reminders(now=NOON + HOUR), subjects()) == (0, ["Soon due: Portfolio"])
    assert send_reminders(now=DUE + 13 * HOUR) == 1


def test_a_date_that_is_taken_away_is_told_once(
    client: Client, school: School, cohort: Cohort, member: Enrolment, learner: User
) -> None:
    send_reminders(now=NOON)
    change(cohort, school.lesson, None)
    moments = [NOON + HOUR / 60, NOON + HOUR, NOON + 2 * HOUR, NOON + 22 * HOUR, DUE + 13 * HOUR]
    assert [send_reminders(now=moment) for moment in moments] == [0, 1, 0, 0, 0]
    gone = mail.outbox[1]
    assert (gone.subject, "List-Unsubscribe" in gone.extra_headers) == ("No longer due: Portfolio", True)
    assert str(gone.body).split("\n\n")[1:3] == [
        "In “Autumn group” this is no longer due:",
        f"Portfolio\nwas due 27 March 2027, 23:30 (Europe/Oslo)\n{school.lesson.full_url}",
    ]
    client.force_login(learner)
    assert "27 March" not in client.get("/en/my/").content.decode()
    # Who knows that there is none is not told of a change when there is one again, but reminded of it.
    change(cohort, school.lesson, DUE + 240 * HOUR, now=NOON + 3 * HOUR)
    moments = [NOON + 20 * HOUR, DUE + 205 * HOUR]
    assert ([send_reminders(now=moment) for moment in moments], subjects()[2:]) == ([0, 1], ["Soon due: Portfolio"])


def test_what_was_never_told_changes_without_a_letter(
    school: School, cohort: Cohort, member: Enrolment, other_learner: User
) -> None:
    make_enrolment(other_learner, school.course, cohort, enrolled_at=NOON + HOUR / 2)
    change(cohort, school.lesson, DUE + 240 * HOUR)
    assert (send_reminders(now=NOON + HOUR), facts()) == (0, [(DUE + 240 * HOUR, None, 1)])
    change(cohort, school.lesson, None)
    assert (send_reminders(now=NOON + HOUR), facts()) == (0, [(None, None, 2)])


def test_what_has_moved_and_what_is_gone_are_one_letter_in_the_learners_language(
    school: School, cohort: Cohort, member: Enrolment, learner: User
) -> None:
    learner.language = "ro"
    learner.save()
    second = make_lesson(make_module(school.course, "Second"), "Catalogue")
    make_due_date(cohort, second, DUE)
    send_reminders(now=NOON)
    change(cohort, school.lesson, DUE + 72 * HOUR)
    change(cohort, second, None)
    assert [send_reminders(now=NOON + HOUR), send_reminders(now=NOON + 2 * HOUR)] == [1, 0]
    body = str(mail.outbox[1].body)
    assert [body.count(title) for title in ("Portfolio", "Catalogue")] == [1, 1]
    assert body.lower().index("31 martie 2027") < body.index("Catalogue") < body.lower().rindex("27 martie 2027")
    assert log() == [(ReminderKind.SOON, True, 1)] * 2 + [(ReminderKind.MOVED, True, 1)] * 2


@pytest.mark.parametrize("at", [None, DUE + 72 * HOUR])
def test_who_was_not_told_or_has_done_it_or_wants_no_letters_is_not_told(
    school: School, cohort: Cohort, member: Enrolment, other_learner: User, at: datetime | None
) -> None:
    quiet, done = (User.objects.create_user(f"{name}@example.org") for name in ("quiet", "done"))
    for user in (quiet, done):
        make_enrolment(user, school.course, cohort)
    assert send_reminders(now=NOON) == 3
    make_enrolment(other_learner, school.course, cohort, enrolled_at=NOON + HOUR / 2)
    LetterOptOut.objects.create(about=Letters.REMINDERS, user=quiet)
    finish_lesson(done, school.lesson)
    change(cohort, school.lesson, at, now=NOON + HOUR)
    mail.outbox.clear()
    assert send_reminders(now=NOON + 2 * HOUR) == 1
    assert mail.outbox[0].to == ["learner@example.org"]


def test_desk_and_syllabus_say_what_is_due(client: Client, school: School, member: Enrolment, learner: User) -> None:
    client.force_login(learner)
    for address in ("/en/my/", school.course.url):
        assert "27 March 2027, 23:30 (Europe/Oslo)" in client.get(address).content.decode()
    assert [one.lesson.page for one in client.get("/en/my/").context["desk"].due] == [school.lesson]
    finish_lesson(learner, school.lesson)
    assert client.get("/en/my/").context["desk"].due == []


def test_dates_are_set_in_the_time_of_the_cohort(client: Client, school: School, cohort: Cohort) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    address, key = reverse("learning:due_dates", args=[cohort.pk]), str(school.lesson.translation_key)
    client.post(address, {key: "2027-03-27 23:30"})
    assert DueDate.objects.get().at == DUE
    assert 'value="2027-03-27 23:30"' in client.get(address).content.decode()
    skipped = client.post(address, {key: "2027-03-28 02:30"})
    assert ("this time does not exist" in skipped.content.decode(), DueDate.objects.get().at) == (True, DUE)
    client.post(address, {key: ""})
    assert not DueDate.objects.exists()


def test_a_cohort_is_made_in_its_own_time(client: Client, school: School, learner: User) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    values = {
        "course": str(school.course.translation_key), "name": "4b", "is_class": "on", "teacher_address": "LEARNER@example.org",
        "capacity": "30", "opens": "2027-03-01 08:00", "closes": "2027-04-01 08:00", "time_zone": "Europe/Oslo",
    }  # fmt: skip
    response = client.post(reverse("wagtailsnippets_learning_cohort:add"), values)
    assert response.status_code == 302, response.context["form"].errors
    made = Cohort.objects.get()
    assert (made.course_key, made.teacher, made.capacity, made.opens_at, made.closes_at) == (
        school.course.translation_key, learner, 30, datetime(2027, 3, 1, 7, tzinfo=UTC), datetime(2027, 4, 1, 6, tzinfo=UTC),
    )  # fmt: skip
    wrong = client.post(reverse("wagtailsnippets_learning_cohort:add"), values | {"closes": "2027-02-01 08:00"})
    assert wrong.context["form"].errors == {"closes": ["The code has to begin to work before it ends."]}
    nobody = client.post(reverse("wagtailsnippets_learning_cohort:add"), values | {"teacher_address": "who@example.org"})
    assert ("There is no account with this address." in nobody.content.decode(), Cohort.objects.count()) == (True, 1)


def test_what_may_have_gone_out_is_not_sent_again(member: Enrolment, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[object] = []

    def vanish(backend: BaseEmailBackend, messages: list[object]) -> int:
        gone.extend(messages)
        raise TimeoutError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", vanish)
    for moment in (NOON, NOON + HOUR):
        send_reminders(now=moment)
    assert len(gone) == 1
