"""Live sessions and due dates in calendar programs: what is written is read back by a reader of our own."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.calendars import Entry, written
from learning.forms.cohort import moment_in
from learning.models import CalendarFeed, LessonPage
from learning.queries.feed import feed_entries
from learning.services.leave_course import leave_course
from learning.services.renew_feed import renew_feed
from learning.services.save_session import save_session
from learning.services.set_due_dates import set_due_dates
from tests.factories.enrolment import finish_lesson, make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_module
from tests.factories.live import LINK, STARTS, make_live_lesson, make_session
from tests.integration.learning.conftest import School
from tests.integration.learning.ics import events
from tests.integration.learning.test_pages import queries

NOW = STARTS - timedelta(days=10)
DAY = timedelta(days=1)


@pytest.fixture
def live(school: School) -> LessonPage:
    return make_live_lesson(make_module(school.course, "Live"), "Talk; live, “ești”")


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


# What stands in fields of a page: one line or many, any script, and everything that calendars escape.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200).map(str.strip)


@given(title=WORDS, place=WORDS, lines=st.lists(WORDS.filter(bool), max_size=3))
def test_any_words_come_back_as_they_were(title: str, place: str, lines: list[str]) -> None:
    entry = Entry(uuid.uuid4(), 3, NOW, title, STARTS, STARTS + DAY, place=place, text="\n".join(lines))
    known = {
        "UID": str(entry.uid), "DTSTAMP": stamp(NOW), "SEQUENCE": "3", "SUMMARY": title, "DTSTART": "20270328T160000Z",
        "DTEND": "20270329T160000Z", "LOCATION": place, "DESCRIPTION": "\n".join(lines), "STATUS": "CONFIRMED",
    }  # fmt: skip
    kept = {name: value for name, value in known.items() if value or name == "SUMMARY"}
    assert events(written([entry])) == [kept]


@pytest.mark.parametrize(
    ("day", "hour"), [((2027, 3, 27), 17), ((2027, 3, 28), 16), ((2027, 10, 30), 16), ((2027, 10, 31), 17)]
)
def test_six_in_the_evening_stays_six_over_the_change_of_clocks(day: tuple[int, int, int], hour: int) -> None:
    """An editor plans 18:00 in Oslo; the event is the instant at which clocks there show it."""
    starts = moment_in(datetime(*day, 18, 0), "Europe/Oslo")  # noqa: DTZ001  a wall clock, as a form gives it
    entry = Entry(uuid.uuid4(), 0, NOW, "Talk", starts, starts.astimezone(UTC) + timedelta(hours=9))
    [event] = events(written([entry]))
    assert event["DTSTART"] == "{}{:02}{:02}T{:02}0000Z".format(*day, hour)
    read = datetime.strptime(event["DTEND"], "%Y%m%dT%H%M%SZ") - datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ")  # noqa: DTZ007
    assert read == timedelta(hours=9)  # a night's watch lasts nine hours, whatever the clocks on the wall say


def test_the_event_of_a_session_is_for_those_who_take_part(
    client: Client, school: School, live: LessonPage, learner: User, other_learner: User
) -> None:
    session = make_session(live, place="Hall; 2, left\\right", mode="both", changed_at=NOW)
    address = f"/en/my/sessions/{session.public_id}.ics"
    assert client.get(address).status_code == 302
    client.force_login(other_learner)
    assert client.get(address).status_code == 404
    make_enrolment(learner, school.course)
    client.force_login(learner)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert events(answer.content) == [
        {
            "UID": str(session.public_id), "DTSTAMP": stamp(NOW), "SEQUENCE": "0", "SUMMARY": live.title,
            "DTSTART": "20270328T160000Z", "DTEND": "20270328T173000Z", "LOCATION": "Hall; 2, left\\right",
            "DESCRIPTION": f"{LINK}\nHall; 2, left\\right\n{live.full_url}", "URL": live.full_url, "STATUS": "CONFIRMED",
        }
    ]  # fmt: skip


def of_feed(user: User) -> list[dict[str, str]]:
    found = events(written(feed_entries(user, now=NOW)))
    return [{name: one.get(name, "") for name in ("UID", "SEQUENCE", "DTSTART", "STATUS")} for one in found]


def test_moved_and_called_off_the_event_is_the_same_and_newer(school: School, live: LessonPage, learner: User) -> None:
    make_enrolment(learner, school.course)
    session = make_session(live)
    name = str(session.public_id)
    assert of_feed(learner) == [{"UID": name, "SEQUENCE": "0", "DTSTART": stamp(STARTS), "STATUS": "CONFIRMED"}]
    save_session(session=session, is_cancelled=False, now=NOW)
    assert of_feed(learner)[0]["SEQUENCE"] == "0"  # nothing has changed
    session.starts_at, session.ends_at = STARTS + DAY, STARTS + DAY * 2
    save_session(session=session, is_cancelled=False, now=NOW)
    assert of_feed(learner) == [{"UID": name, "SEQUENCE": "1", "DTSTART": stamp(STARTS + DAY), "STATUS": "CONFIRMED"}]
    save_session(session=session, is_cancelled=True, now=NOW)
    assert of_feed(learner) == [{"UID": name, "SEQUENCE": "2", "DTSTART": stamp(STARTS + DAY), "STATUS": "CANCELLED"}]


def test_the_calendar_has_what_is_mine_and_nothing_else(
    school: School, live: LessonPage, learner: User, other_learner: User
) -> None:
    mine, another = make_cohort(school.course), make_cohort(school.course, "Another")
    make_enrolment(learner, school.course, mine)
    make_enrolment(other_learner, school.course, another)
    sessions = [make_session(live), make_session(live, cohort=mine), make_session(live, cohort=another)]
    due = make_due_date(mine, school.lesson, STARTS + DAY)
    set_due_dates(cohort=mine, dates={school.lesson.translation_key: STARTS + 2 * DAY}, now=NOW)
    due_name = str(uuid.uuid5(mine.public_id, str(due.lesson_key)))
    names = [str(one.public_id) for one in sessions]
    assert [one["UID"] for one in of_feed(learner)] == [names[0], names[1], due_name]
    assert of_feed(learner)[2] == {
        "UID": due_name, "SEQUENCE": "1", "DTSTART": stamp(STARTS + 2 * DAY), "STATUS": "CONFIRMED",
    }  # fmt: skip
    assert [one["UID"] for one in of_feed(other_learner)] == [names[0], names[2]]
    finish_lesson(learner, school.lesson)
    assert [one["UID"] for one in of_feed(learner)] == names[:2]
    leave_course(user=learner, course=school.course.translation_key, now=NOW)
    assert of_feed(learner) == []


def test_the_address_is_secret_renewed_and_forgotten(client: Client, school: School, live: LessonPage, learner: User) -> None:
    make_enrolment(learner, school.course)
    make_session(live, datetime.now(UTC) + DAY)
    client.force_login(learner)
    assert "/my/calendar/" in client.get("/en/my/settings/").content.decode()
    client.post("/en/my/calendar/", {"feed": "on"})
    first = f"/en/my/calendar/{CalendarFeed.objects.get().token}.ics"
    assert first in client.get("/en/my/settings/").content.decode()
    reader: Any = Client()
    answer = reader.get(first)
    assert (answer.status_code, len(events(answer.content)), dict(answer.cookies)) == (200, 1, {})
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    client.post("/en/my/calendar/", {"feed": "renew"})
    second = f"/en/my/calendar/{CalendarFeed.objects.get().token}.ics"
    assert [reader.get(one).status_code for one in (first, second)] == [404, 200]
    client.post("/en/my/calendar/", {"feed": "off"})
    assert reader.get(second).status_code == 404
    feed = renew_feed(user=learner, now=NOW)
    anonymise_user(user=learner)
    assert (reader.get(f"/en/my/calendar/{feed.token}.ics").status_code, CalendarFeed.objects.count()) == (404, 0)


def test_many_sessions_cost_what_few_do(client: Client, school: School, live: LessonPage, learner: User) -> None:
    cohort = make_cohort(school.course)
    make_enrolment(learner, school.course, cohort)
    token = renew_feed(user=learner, now=NOW).token
    soon = datetime.now(UTC) + DAY
    for number in range(2):
        make_session(live, soon + number * DAY)
    pages = [f"/en/my/calendar/{token}.ics", live.url, "/en/my/", school.course.url]
    client.force_login(learner)
    few = [queries(client, page) for page in pages]
    for number in range(8):
        make_session(live, soon + number * DAY, cohort=cohort if number % 2 else None)
        make_session(make_live_lesson(live.get_parent().specific, f"More {number}"), soon)
    assert [queries(client, page) for page in pages] == few
