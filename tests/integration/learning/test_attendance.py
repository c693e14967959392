"""Who was at a live session: noted by the teacher or a coordinator, corrected later, and never by name in a class."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from learning.models import Attendance, Cohort, CourseCompletion, LessonPage, LessonProgress, LiveSession
from learning.services.confirm_presence import confirm_presence
from learning.services.leave_course import leave_course
from learning.services.note_attendance import NotHeldError, note_attendance
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_course, make_module
from tests.factories.live import make_live_lesson, make_session
from tests.integration.learning.conftest import School

NOW = datetime.now(UTC)
BEGAN = NOW - timedelta(hours=1)


@pytest.fixture
def teacher(db: None) -> User:
    return User.objects.create_user("teacher@example.org", first_name="Teo")


@pytest.fixture
def live(school: School) -> LessonPage:
    return make_live_lesson(make_module(make_course(school.catalogue, "Talks")))


@pytest.fixture
def cohort(live: LessonPage, teacher: User) -> Cohort:
    return make_cohort(live.get_parent().get_parent().specific, teacher=teacher)


@pytest.fixture
def session(live: LessonPage, cohort: Cohort) -> LiveSession:
    return make_session(live, BEGAN, cohort=cohort)


@pytest.fixture
def members(live: LessonPage, cohort: Cohort) -> list[User]:
    course = live.get_parent().get_parent().specific
    people = [User.objects.create_user(f"{name}@example.org", first_name=name) for name in ("Ana", "Bo", "Cy")]
    for one in people:
        make_enrolment(one, course, cohort)
    return people


def form(shown: list[User], *there: User) -> dict[str, list[str]]:
    return {"shown": [str(one.public_id) for one in shown], "there": [str(one.public_id) for one in there]}


def noted() -> list[tuple[str, bool]]:
    return list(Attendance.objects.order_by("user").values_list("user__first_name", "was_there"))


def done() -> list[str]:
    return list(LessonProgress.objects.exclude(completed_at=None).order_by("user").values_list("user__first_name", flat=True))


def test_the_teacher_notes_who_was_there_and_that_completes_the_lesson(
    client: Client, session: LiveSession, members: list[User], teacher: User
) -> None:
    client.force_login(teacher)
    address = f"/en/my/sessions/{session.public_id}/"
    assert address in client.get("/en/my/").content.decode()
    page = client.get(address).content.decode()
    assert [page.index(name) > 0 for name in ("Ana", "Bo", "Cy")] == [True] * 3
    assert client.post(address, form(members, members[0], members[1])).status_code == 302
    assert noted() == [("Ana", True), ("Bo", True), ("Cy", False)]
    assert (done(), CourseCompletion.objects.count()) == (["Ana", "Bo"], 2)
    assert set(Attendance.objects.values_list("noted_by", flat=True)) == {teacher.pk}


def test_a_correction_takes_nothing_back_and_says_so(
    client: Client, session: LiveSession, members: list[User], teacher: User
) -> None:
    client.force_login(teacher)
    address = f"/en/my/sessions/{session.public_id}/"
    client.post(address, form(members, members[0]))
    answer: Any = client.post(address, form(members, members[1]), follow=True)
    assert noted() == [("Ana", False), ("Bo", True), ("Cy", False)]
    assert (done(), CourseCompletion.objects.count()) == (["Ana", "Bo"], 2)
    told = "Noted as absent now: Ana. The lesson stays completed for them: what was completed is not taken back."
    assert told in answer.content.decode()


def test_who_joins_while_the_list_is_looked_at_is_not_absent(session: LiveSession, members: list[User], teacher: User) -> None:
    note_attendance(session=session, shown=members[:2], there=members[:1], by=teacher, now=NOW)
    assert noted() == [("Ana", True), ("Bo", False)]


def test_who_left_afterwards_was_there_all_the_same(session: LiveSession, members: list[User], teacher: User) -> None:
    for one, left in ((members[0], BEGAN + timedelta(minutes=30)), (members[1], BEGAN - timedelta(days=1))):
        leave_course(user=one, course=session.cohort.course_key if session.cohort else session.lesson_key, now=left)
    note_attendance(session=session, shown=members, there=members, by=teacher, now=NOW)
    assert noted() == [("Ana", True), ("Cy", True)]


@pytest.mark.parametrize("change", [{"starts_at": NOW + timedelta(minutes=1)}, {"cancelled_at": NOW}])
def test_nobody_was_at_what_was_not_held(
    session: LiveSession, members: list[User], teacher: User, change: dict[str, Any]
) -> None:
    LiveSession.objects.update(**change, ends_at=NOW + timedelta(hours=1))
    with pytest.raises(NotHeldError):
        note_attendance(session=session, shown=members, there=members, by=teacher, now=NOW)
    assert (noted(), done()) == ([], [])


def test_nobody_else_sees_or_sends_a_list(
    client: Client, session: LiveSession, members: list[User], other_learner: User
) -> None:
    addresses = [f"/en/my/sessions/{session.public_id}/", reverse("learning:attendance", args=[session.pk])]
    said = {}
    editor = User.objects.create_user("editor@example.org", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    for who in (None, members[0], other_learner, editor):
        if who:
            client.force_login(who)
        said[who] = [client.post(one, form(members, members[0])).status_code for one in addresses]
    assert [codes[0] for codes in said.values()] == [302, 404, 404, 404]
    assert 200 not in [codes[1] for codes in said.values()]
    assert (noted(), done()) == ([], [])


def test_a_coordinator_notes_it_in_the_admin(client: Client, session: LiveSession, members: list[User]) -> None:
    coordinator = User.objects.create_user("coordinator@example.org", is_staff=True)
    wanted = ["access_admin", "change_livesession", "view_livesession"]
    coordinator.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(coordinator)
    address = reverse("learning:attendance", args=[session.pk])
    assert address in client.get(reverse("wagtailsnippets_learning_livesession:list")).content.decode()
    client.post(address, form(members, members[2]))
    assert noted() == [("Ana", False), ("Bo", False), ("Cy", True)]


def test_a_class_has_no_list_and_its_members_say_it_themselves(
    client: Client, live: LessonPage, teacher: User, learner: User, members: list[User]
) -> None:
    course = live.get_parent().get_parent().specific
    school_class = make_cohort(course, "9b", is_class=True, teacher=teacher)
    of_class, of_all = make_session(live, BEGAN, cohort=school_class), make_session(live, BEGAN)
    make_enrolment(learner, course, school_class)
    client.force_login(teacher)
    assert client.get(f"/en/my/sessions/{of_class.public_id}/").status_code == 404
    for one in (of_class, of_all):
        note_attendance(session=one, shown=[learner, *members], there=[learner, *members], by=teacher, now=NOW)
    assert {name for name, _there in noted()} == {"Ana", "Bo", "Cy"}
    admin = User.objects.create_superuser("admin@example.org", "a long password")
    client.force_login(admin)
    for one in (of_class, of_all):
        assert "learner@example.org" not in client.get(reverse("learning:attendance", args=[one.pk])).content.decode()
    client.force_login(learner)
    assert "I was there" in client.get(live.url).content.decode()
    assert client.post(f"/en/my/sessions/{of_class.public_id}/present/").status_code == 302
    assert (LessonProgress.objects.filter(user=learner).count(), Attendance.objects.filter(user=learner).count()) == (1, 0)
    assert "I was there" not in client.get(live.url).content.decode()


def test_only_a_member_of_a_class_says_it_and_not_before_it_begins(
    session: LiveSession, live: LessonPage, members: list[User], learner: User
) -> None:
    course = live.get_parent().get_parent().specific
    make_enrolment(learner, course, make_cohort(course, "9b", is_class=True))
    ahead = make_session(live, NOW + timedelta(hours=1))
    said = [
        confirm_presence(session=session, user=members[0], now=NOW),
        confirm_presence(session=session, user=learner, now=NOW),
        confirm_presence(session=ahead, user=learner, now=NOW),
        confirm_presence(session=ahead, user=learner, now=NOW + timedelta(hours=1)),
    ]
    assert said == [False, False, False, True]
