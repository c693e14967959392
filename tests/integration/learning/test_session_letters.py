"""Letters about live sessions: the day before, when it is moved, when it is called off; each once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from learning.enums import Letters
from learning.models import Cohort, LessonPage, LetterOptOut, LiveSession, SessionNotice
from learning.services.leave_course import leave_course
from learning.services.save_session import save_session
from learning.services.send_session_letters import send_session_letters
from tests.factories.enrolment import finish_lesson, make_cohort, make_enrolment
from tests.factories.learning import make_module
from tests.factories.live import LINK, STARTS, make_live_lesson, make_session
from tests.integration.learning.conftest import School
from tests.integration.learning.ics import events

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EARLY = STARTS - 10 * DAY


@pytest.fixture
def live(school: School) -> LessonPage:
    return make_live_lesson(make_module(school.course, "Live"))


@pytest.fixture
def session(school: School, live: LessonPage, learner: User) -> LiveSession:
    make_enrolment(learner, school.course, enrolled_at=EARLY - DAY)
    return make_session(live, changed_at=EARLY)


def told() -> list[tuple[str, str]]:
    return [(letter.to[0].split("@")[0], str(letter.subject)) for letter in mail.outbox]


def event_in(letter: Any) -> dict[str, str]:
    [(_name, content, kind)] = letter.attachments
    assert kind == "text/calendar"
    [event] = events(content.encode())
    return event


def move(session: LiveSession, now: datetime, **values: Any) -> None:
    for name, value in values.items():
        setattr(session, name, value)
    save_session(session=session, is_cancelled=session.is_cancelled, now=now)


def test_one_letter_the_day_before_with_the_link(session: LiveSession) -> None:
    moments = [STARTS - 40 * HOUR, STARTS - 26 * HOUR, STARTS - 25 * HOUR, STARTS - HOUR, STARTS + HOUR]
    assert [send_session_letters(now=moment) for moment in moments] == [0, 1, 0, 0, 0]
    assert told() == [("learner", "Live soon: Talk live")]
    body = str(mail.outbox[0].body)
    assert f"Talk live\n28 March 2027, 18:00–19:30 (Europe/Oslo)\nJoin here: {LINK}\n" in body
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    assert event_in(mail.outbox[0])["DESCRIPTION"].startswith(LINK)


def test_nobody_is_woken_and_nobody_told_who_need_not_be(
    school: School, live: LessonPage, session: LiveSession, learner: User
) -> None:
    people = {name: User.objects.create_user(f"{name}@example.org") for name in ("done", "left", "quiet", "far")}
    people["far"].time_zone = "Pacific/Kiritimati"
    people["far"].save()
    for one in people.values():
        make_enrolment(one, school.course)
    finish_lesson(people["done"], live)
    leave_course(user=people["left"], course=school.course.translation_key, now=EARLY)
    LetterOptOut.objects.create(about=Letters.REMINDERS, user=people["quiet"])
    other = make_cohort(school.course)
    make_session(live, STARTS, cohort=other)
    send_session_letters(now=STARTS - 26 * HOUR)  # four in the morning in Kiritimati
    assert told() == [("learner", "Live soon: Talk live")]


def test_a_move_is_told_once_also_to_who_wants_no_reminders(session: LiveSession, learner: User) -> None:
    LetterOptOut.objects.create(about=Letters.REMINDERS, user=learner)
    move(session, EARLY, starts_at=STARTS + DAY, ends_at=STARTS + DAY + HOUR)
    moments = [EARLY, EARLY + HOUR, EARLY + 2 * HOUR]
    assert [send_session_letters(now=moment) for moment in moments] == [0, 1, 0]
    assert told() == [("learner", "Changed: Talk live")]
    assert "29 March 2027, 18:00–19:00 (Europe/Oslo)" in str(mail.outbox[0].body)
    event = event_in(mail.outbox[0])
    assert (event["UID"], event["SEQUENCE"], event["DTSTART"]) == (str(session.public_id), "1", "20270329T160000Z")


def test_calling_off_tells_so_and_takes_it_out_of_calendars(session: LiveSession) -> None:
    save_session(session=session, is_cancelled=True, now=EARLY)
    assert send_session_letters(now=EARLY + HOUR) == 1
    assert told() == [("learner", "Called off: Talk live")]
    event = event_in(mail.outbox[0])
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")
    assert LINK not in str(mail.outbox[0].body)
    assert send_session_letters(now=STARTS - 26 * HOUR) == 0


def test_several_changes_are_one_letter_and_a_reminder_follows(session: LiveSession) -> None:
    move(session, EARLY, place="Hall", mode="both")
    move(session, EARLY, join_link="https://meet.example.org/canary-other")
    save_session(session=session, is_cancelled=True, now=EARLY)
    save_session(session=session, is_cancelled=False, now=EARLY)
    moments = [EARLY + HOUR, EARLY + 2 * HOUR, STARTS - 26 * HOUR]
    assert [send_session_letters(now=moment) for moment in moments] == [1, 0, 1]
    assert [subject for _who, subject in told()] == ["Changed: Talk live", "Live soon: Talk live"]
    assert session.sequence == 4


def test_who_was_told_of_a_move_yesterday_gets_no_reminder_today(session: LiveSession) -> None:
    move(session, STARTS - 24 * HOUR, starts_at=STARTS + HOUR / 2)
    assert [send_session_letters(now=STARTS - hours * HOUR) for hours in (23, 22, 4)] == [1, 0, 0]


def test_nothing_is_told_of_what_is_the_same_or_over(session: LiveSession) -> None:
    move(session, EARLY)
    move(session, STARTS + DAY, place="Hall")
    assert (SessionNotice.objects.count(), send_session_letters(now=STARTS + 2 * DAY)) == (0, 0)


def test_only_the_cohort_is_told_in_its_own_language(
    school: School, live: LessonPage, session: LiveSession, other_learner: User
) -> None:
    cohort: Cohort = make_cohort(school.course)
    other_learner.language, other_learner.time_zone = "ro", "Europe/Bucharest"
    other_learner.save()
    make_enrolment(other_learner, school.course, cohort)
    own = make_session(live, STARTS + 5 * DAY, cohort=cohort)
    move(own, EARLY, starts_at=STARTS + 6 * DAY, ends_at=STARTS + 7 * DAY)
    assert send_session_letters(now=EARLY + HOUR) == 1
    assert [letter.to for letter in mail.outbox] == [["other@example.org"]]
    assert "aprilie 2027" in str(mail.outbox[0].body).lower()
