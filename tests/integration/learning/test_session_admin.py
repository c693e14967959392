"""Planning, moving and calling off live sessions in the admin."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from learning.models import LessonPage, LiveSession, SessionNotice
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_course, make_module
from tests.factories.live import LINK, make_live_lesson, make_session
from tests.integration.learning.conftest import School

ADD = "wagtailsnippets_learning_livesession:add"
EDIT = "wagtailsnippets_learning_livesession:edit"


@pytest.fixture
def live(school: School) -> LessonPage:
    return make_live_lesson(make_module(school.course, "Live"))


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    return client


def filled(page: LessonPage, **values: str) -> dict[str, str]:
    return {
        "lesson": str(page.translation_key), "begins": "2031-03-30 18:00", "ends": "2031-03-30 19:30",
        "time_zone": "Europe/Oslo", "mode": "online", "place": "", "join_link": LINK, **values,
    }  # fmt: skip


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_it_is_planned_in_local_time_moved_and_called_off(
    desk: Client, school: School, live: LessonPage, learner: User
) -> None:
    make_enrolment(learner, school.course)
    assert desk.post(reverse(ADD), filled(live)).status_code == 302
    session = LiveSession.objects.get()
    assert (session.starts_at, session.ends_at, session.sequence) == (
        datetime(2031, 3, 30, 16, 0, tzinfo=UTC), datetime(2031, 3, 30, 17, 30, tzinfo=UTC), 0,
    )  # fmt: skip
    address = reverse(EDIT, args=[session.pk])
    assert 'value="2031-03-30 18:00"' in desk.get(address).content.decode()
    desk.post(address, filled(live, begins="2031-03-29 18:00", ends="2031-03-29 19:00"))
    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (datetime(2031, 3, 29, 17, 0, tzinfo=UTC), 1)
    desk.post(address, filled(live, begins="2031-03-29 18:00", ends="2031-03-29 19:00", is_called_off="on"))
    session.refresh_from_db()
    assert (session.is_cancelled, session.sequence) == (True, 2)
    assert list(SessionNotice.objects.order_by("pk").values_list("kind", "sequence")) == [("moved", 1), ("cancelled", 2)]


@pytest.mark.parametrize(("values", "field"), [
    ({"begins": "2031-03-30 02:30"}, "begins"),
    ({"ends": "2031-03-30 18:00"}, "ends"),
    ({"ends": "2031-03-29 23:00"}, "ends"),
    ({"begins": "soon"}, "begins"),
    ({"mode": "place"}, "place"),
    ({"mode": "both", "place": LINK}, "place"),
    ({"join_link": "http://meet.example.org/"}, "join_link"),
    ({"join_link": "javascript:alert(1)"}, "join_link"),
    ({"lesson": "7d2b1f8e-6f0d-4a55-9c0e-8f6c8f3f1c11"}, "lesson"),
    ({"time_zone": "Mars/Olympus"}, "time_zone"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_lost(desk: Client, live: LessonPage, values: dict[str, str], field: str) -> None:
    answer: Any = desk.post(reverse(ADD), filled(live, **values))
    assert (answer.status_code, field in errors(answer), LiveSession.objects.count()) == (200, True, 0)
    assert answer.context["form"].data["time_zone"] == values.get("time_zone", "Europe/Oslo")


def test_a_cohort_belongs_to_the_course_and_stays_with_the_session(desk: Client, school: School, live: LessonPage) -> None:
    other = make_cohort(make_course(school.catalogue, "Another"))
    answer = desk.post(reverse(ADD), filled(live, cohort=str(other.pk)))
    assert errors(answer) == {"cohort": ["This cohort takes another course."]}
    session = make_session(live, cohort=make_cohort(school.course))
    desk.post(reverse(EDIT, args=[session.pk]), filled(live, cohort=str(other.pk)))
    session.refresh_from_db()
    assert (session.cohort_id == other.pk, session.sequence) == (False, 1)


def test_a_session_is_never_deleted(desk: Client, live: LessonPage) -> None:
    session = make_session(live)
    desk.post(reverse("wagtailsnippets_learning_livesession:delete", args=[session.pk]))
    assert LiveSession.objects.count() == 1


def test_a_place_alone_has_no_link(desk: Client, live: LessonPage) -> None:
    desk.post(reverse(ADD), filled(live, mode="place", place="Village hall"))
    assert list(LiveSession.objects.values_list("place", "join_link")) == [("Village hall", "")]
