"""The page of a live lesson, the desk and the syllabus; and who is never sent the link."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from learning.enums import Activity
from learning.models import Enrolment, LessonPage, LiveSession
from learning.queries.timeline import targets
from learning.search_documents import course_documents, lesson_documents
from learning.services.complete_lesson import complete_lesson
from learning.services.leave_course import leave_course
from tests.factories.enrolment import make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_module
from tests.factories.live import LINK, make_live_lesson, make_session
from tests.integration.learning.conftest import School
from tests.integration.learning.test_completion import noted, watch
from tests.integration.learning.test_quiz_secrecy import crawl, sent

SOON = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
BY_HAND = (
    "/api/v2/pages/?fields=*", "/api/v2/pages/{page}/", "/api/learning/openapi.json", "/api/search?q=canary",
    "/api/search?q=talk", "/en/search/?q=talk", "/sitemap.xml", "/en/my/", "/ro/my/", "/en/my/sessions/{session}.ics",
    "/en/my/sessions/{session}/", "/en/my/calendar/{session}.ics", "/en/my/live/{key}/",
)  # fmt: skip


@pytest.fixture
def live(school: School) -> LessonPage:
    return make_live_lesson(make_module(school.course, "Live"))


@pytest.fixture
def session(school: School, live: LessonPage) -> LiveSession:
    teacher = User.objects.create_user("teacher@example.org")
    cohort = make_cohort(school.course, teacher=teacher)
    return make_session(live, SOON, cohort=cohort, mode="both", place="Village hall")


def person(name: str, school: School, session: LiveSession) -> User | None:
    """Somebody who may have something to do with the session."""
    if name == "nobody":
        return None
    if name == "teacher":
        return User.objects.get(email="teacher@example.org")
    if name == "editor":
        return User.objects.create_superuser("editor@example.org", "a long password")
    user = User.objects.create_user(f"{name}@example.org")
    if name == "member":
        make_enrolment(user, school.course, session.cohort)
    elif name == "of another cohort":
        make_enrolment(user, school.course, make_cohort(school.course, "Another"))
    elif name == "alone in the course":
        make_enrolment(user, school.course)
    elif name == "gone":
        make_enrolment(user, school.course, session.cohort)
        leave_course(user=user, course=school.course.translation_key, now=datetime.now(UTC))
    return user


@pytest.mark.parametrize("who", ["nobody", "of another cohort"])
def test_no_byte_of_the_site_has_the_link_for_others(
    client: Client, school: School, live: LessonPage, session: LiveSession, who: str
) -> None:
    user = person(who, school, session)
    if user:
        client.force_login(user)
    starts = [one.format(page=live.pk, key=live.translation_key, session=session.public_id) for one in BY_HAND]
    pages = crawl(client, live.url, school.course.url, *starts)
    assert {live.url, school.course.url, "/en/my/"} <= set(pages)
    assert {address for address, text in pages.items() if "canary-room" in text or "Village hall" in text} == set()


@pytest.mark.parametrize("who", ["stranger", "alone in the course", "gone"])
def test_the_page_and_the_event_are_not_theirs(
    client: Client, school: School, live: LessonPage, session: LiveSession, who: str
) -> None:
    user = person(who, school, session)
    assert user is not None
    client.force_login(user)
    starts = [live.url, *(f"/en/my/sessions/{session.public_id}{end}" for end in (".ics", "/"))]
    assert [word for address in starts for word in ("canary-room", "Village hall") if word in sent(client, address)] == []


@pytest.mark.parametrize("who", ["member", "teacher"])
def test_who_takes_part_has_it_on_the_page_and_in_the_event(
    client: Client, school: School, live: LessonPage, session: LiveSession, who: str
) -> None:
    user = person(who, school, session)
    assert user is not None
    client.force_login(user)
    event = f"/en/my/sessions/{session.public_id}.ics"
    assert [LINK in sent(client, address) for address in (live.url, event, school.course.url, "/en/my/")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_an_editor_reads_the_lesson_without_the_link(
    client: Client, school: School, live: LessonPage, session: LiveSession
) -> None:
    editor = person("editor", school, session)
    assert editor is not None
    client.force_login(editor)
    assert LINK not in sent(client, live.url)


def test_the_search_knows_no_link(school: School, live: LessonPage, session: LiveSession) -> None:
    rows = [str(row) for model in apps.get_app_config("search").get_models() for row in model._default_manager.values()]
    index = [str(row) for row in apps.get_model("wagtailsearch", "IndexEntry").objects.values()]
    documents = [*lesson_documents(live), *course_documents(school.course)]
    assert len(documents) == 2
    assert [text for text in [*map(repr, documents), *rows, *index] if "canary" in text] == []


def test_in_an_open_course_one_click_takes_part(client: Client, school: School, live: LessonPage, learner: User) -> None:
    make_session(live, SOON)
    address = f"/en/my/live/{live.translation_key}/"
    assert client.post(address)["Location"].startswith("/en/accounts/login/?next=/en/learn/")
    client.force_login(learner)
    answer: Any = client.get(live.url)
    page = answer.content.decode()
    assert ("Take part" in page, LINK in page, answer.context["live"].next.join_link) == (True, False, "")
    assert client.post(address)["Location"] == f"{live.url}#sessions"
    page = client.get(live.url).content.decode()
    assert ("Take part" in page, LINK in page, Enrolment.objects.count()) == (False, True, 1)
    school.course.closes_at = datetime.now(UTC) - timedelta(days=1)
    school.course.save()
    client.force_login(User.objects.create_user("late@example.org"))
    client.post(address)
    assert (Enrolment.objects.count(), LINK in sent(client, live.url)) == (1, False)


def test_the_page_says_when_in_the_readers_zone_and_what_is_past(
    client: Client, school: School, live: LessonPage, learner: User
) -> None:
    make_enrolment(learner, school.course)
    summer = datetime(2031, 6, 1, 16, 0, tzinfo=UTC)
    make_session(live, summer)
    make_session(live, summer + timedelta(days=1), cancelled_at=SOON)
    make_session(live, datetime(2026, 1, 5, 16, 0, tzinfo=UTC))
    client.force_login(learner)
    view: Any = client.get(live.url).context["live"]
    assert [one.words for one in view.coming] == [
        "1 June 2031, 18:00–19:30 (Europe/Oslo)", "2 June 2031, 18:00–19:30 (Europe/Oslo)",
    ]  # fmt: skip
    assert [one.words for one in view.past] == ["5 January 2026, 17:00–18:30 (Europe/Oslo)"]
    assert [one.join_link for one in [*view.coming, *view.past]] == [LINK, "", ""]
    learner.time_zone = "Asia/Kathmandu"
    learner.save()
    text = client.get(live.url).content.decode()
    assert "1 June 2031, 21:45–23:15 (Asia/Kathmandu)" in text
    assert "Called off" in text


def test_desk_and_syllabus_show_it_among_what_is_due(client: Client, school: School, live: LessonPage, learner: User) -> None:
    cohort = make_cohort(school.course)
    make_enrolment(learner, school.course, cohort)
    session = make_session(live, SOON)
    make_session(live, SOON + timedelta(days=3))
    make_due_date(cohort, school.lesson, SOON + timedelta(days=1))
    make_due_date(cohort, live, SOON + timedelta(days=4))
    client.force_login(learner)
    desk: Any = client.get("/en/my/").context["desk"]
    assert [(one.lesson.page, one.session and one.session.session, bool(one.due)) for one in desk.due] == [
        (live, session, False), (school.lesson, None, True), (live, None, True),
    ]  # fmt: skip
    words = desk.due[0].session.words
    assert words in client.get(school.course.url).content.decode()
    complete_lesson(user=learner, lesson=live.translation_key, timeline="live", now=SOON)
    assert [one.lesson.page for one in client.get("/en/my/").context["desk"].due] == [school.lesson]


@pytest.mark.parametrize(("counts", "has_film", "missing"), [
    (False, False, "not yet taken part"), (False, True, "not yet taken part"), (True, False, "not yet taken part"),
    (True, True, "not yet taken part"),
])  # fmt: skip
def test_the_recording_counts_where_the_editor_says_so(
    client: Client, school: School, learner: User, counts: bool, has_film: bool, missing: str
) -> None:
    module = make_module(school.course, "Live")
    live = make_live_lesson(module, video=school.video if has_film else None, recording_counts=counts)
    assert live.activity == Activity.LIVE
    make_enrolment(learner, school.course)
    client.force_login(learner)
    answer: Any = client.get(live.url)
    text = answer.content.decode()
    tracks = counts and has_film
    assert (f'data-lesson="{live.translation_key}" data-duration' in text, "lesson.js" in text) == (tracks, tracks)
    assert ("<trellis-player" in text) == has_film
    standing = next(one for one in client.get(school.course.url).context["view"].standing.lessons if one.page == live)
    assert standing.missing == missing
    state: Any = client.get(f"/api/learning/progress/{live.translation_key}").json()
    assert state is not None


@pytest.mark.parametrize("counts", [True, False])
def test_watching_the_recording_completes_the_lesson_only_where_it_counts(school: School, learner: User, counts: bool) -> None:
    LessonPage.objects.update(activity=Activity.LIVE, recording_counts=counts)
    key = school.lesson.translation_key
    assert bool(targets([key])[key].durations) == counts
    if counts:
        watch(learner, school, 54)
    assert [one["edition"] for one in noted()] == ([[{"lesson": str(key), "activity": "live", "share": 90}]] if counts else [])
