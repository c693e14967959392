"""Who may learn in a course: the pages, the API and the search say the same, and nothing is stored that may not be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from cms.home.models import HomePage
from core.registries.video_access import may_watch
from learning.enums import Admission, Refusal
from learning.models import CoursePage, Enrolment, LessonPage, LessonProgress
from learning.queries.admission import entry
from learning.search_documents import course_documents, lesson_documents
from learning.services.leave_course import leave_course
from media_pipeline.models import RenditionSet
from operations.search_documents import film_documents
from tests.factories.enrolment import finish_course, finish_lesson, make_cohort, make_enrolment
from tests.factories.learning import make_course, make_lesson, make_module
from tests.factories.media import make_track
from tests.integration.learning.conftest import School
from tests.integration.learning.test_api import Tab, post

NOW = timezone.now()
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _published_long_ago(school: School) -> None:
    LessonPage.objects.update(first_published_at=NOW - timedelta(days=60))


@pytest.fixture
def browser(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


def ask(course: CoursePage, **values: Any) -> CoursePage:
    for name, value in values.items():
        setattr(course, name, value)
    course.save()
    return course


def reason(user: User, course: CoursePage) -> Refusal | None:
    return entry(user, course.translation_key, now=timezone.now()).refusal


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({}, None),
        ({"opens_at": YESTERDAY, "closes_at": TOMORROW}, None),
        ({"opens_at": TOMORROW}, Refusal.NOT_YET_OPEN),
        ({"closes_at": YESTERDAY}, Refusal.CLOSED),
        ({"admission": Admission.CODE}, Refusal.NEEDS_CODE),
        ({"admission": Admission.LIST}, Refusal.NEEDS_LIST),
        ({"admission": Admission.CODE, "closes_at": YESTERDAY}, Refusal.CLOSED),
    ],
)
def test_a_refused_learner_reads_why_and_nothing_else(
    browser: Client, school: School, learner: User, values: dict[str, Any], refusal: Refusal | None
) -> None:
    make_track(school.video)
    text = make_lesson(make_module(school.course, "Second"), "Text", lead="About looms", body=[("text", "<p>Heddle.</p>")])
    LessonPage.objects.update(first_published_at=NOW - timedelta(days=60))
    ask(school.course, **values)
    assert reason(learner, school.course) == refusal
    shown = browser.get(text.url).content.decode()
    watched = browser.get(school.lesson.url).content.decode()
    found = ("Heddle." in shown, "zymurgist" in watched, "trellis-player" in watched, 'id="progress"' in watched)
    assert found == (refusal is None,) * 4
    assert "About looms" in shown
    assert text.title in browser.get(school.course.url).content.decode()
    answer = post(browser, Tab(school).played(0, 10))
    marked = browser.post(f"/en/my/read/{text.translation_key}/")
    assert (answer.status_code, marked.status_code) == (200 if refusal is None else 403, 302)
    assert (LessonProgress.objects.count(), Enrolment.objects.count()) == ((2, 1) if refusal is None else (0, 0))


def test_a_closed_course_refuses_the_whole_batch_and_names_what_it_refuses(browser: Client, school: School) -> None:
    other = make_lesson(make_module(make_course(school.catalogue, "Closed")), video=school.video)
    LessonPage.objects.update(first_published_at=NOW - timedelta(days=60))
    ask(CoursePage.objects.get(title="Closed"), closes_at=NOW - timedelta(hours=2))
    tab = Tab(school)
    fine, late = tab.played(0, 10), tab.played(10, 20) | {"lesson": str(other.translation_key)}
    response = post(browser, fine, late)
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": "This course is closed. Nothing was stored.",
        "reason": "closed",
        "refused": [{"client": late["client"], "sequence": late["sequence"]}],
    }
    assert (LessonProgress.objects.count(), Enrolment.objects.count()) == (0, 0)
    assert post(browser, fine).status_code == 200
    assert LessonProgress.objects.get().lesson_key == school.lesson.translation_key


def test_what_was_watched_before_the_end_counts_whenever_it_arrives(browser: Client, school: School) -> None:
    tab = Tab(school)  # its clock is 40 minutes ago
    before, across = tab.played(0, 20), tab.played(20, 40)
    ask(school.course, closes_at=datetime.fromtimestamp(across["clock_start"] / 1000 + 10, tz=UTC))
    answer = post(browser, before, across).json()
    assert [(one["reason"], one["seconds"]) for one in answer["trimmed"]] == [("not_taking_part", 10.0)]
    assert answer["progress"][0]["intervals"] == [[0.0, 30.0]]
    assert post(browser, tab.played(40, 50)).status_code == 403


def test_what_another_process_opened_or_published_counts_at_once(browser: Client, school: School) -> None:
    """A process remembers the surroundings of a lesson for seconds: in favour of the learner, never against them."""
    tab = Tab(school)
    ask(school.course, closes_at=YESTERDAY)
    assert post(browser, tab.played(0, 10)).status_code == 403
    CoursePage.objects.update(closes_at=None)  # sends no signal, as nothing does over there
    assert post(browser, tab.played(10, 20)).status_code == 200
    RenditionSet.objects.update(version=2)
    assert post(browser, tab.played(20, 30) | {"version": 2}).json()["trimmed"] == []
    assert set(LessonProgress.objects.values_list("timeline", "covered_ms")) == {
        (f"{school.video.public_id}/1", 10_000), (f"{school.video.public_id}/2", 10_000),
    }  # fmt: skip


def test_what_was_closed_here_is_closed_at_once(browser: Client, school: School) -> None:
    tab = Tab(school)
    assert post(browser, tab.played(0, 10)).status_code == 200
    ask(school.course, closes_at=YESTERDAY)
    assert post(browser, tab.played(10, 20)).status_code == 403


def test_what_was_watched_before_leaving_arrives_late_and_does_not_bring_back(
    browser: Client, school: School, learner: User
) -> None:
    ask(school.course, admission=Admission.CODE)
    make_enrolment(learner, school.course, make_cohort(school.course))
    tab = Tab(school)
    before, after = tab.played(0, 20), tab.played(20, 40)
    left_at = datetime.fromtimestamp(before["clock_end"] / 1000, tz=UTC)
    assert leave_course(user=learner, course=school.course.translation_key, now=left_at)
    assert post(browser, after).status_code == 403
    assert post(browser, before).json()["progress"][0]["covered"] == 20.0
    ask(school.course, admission=Admission.OPEN)
    post(browser, before)
    assert not Enrolment.objects.filter(left_at=None).exists()
    post(browser, after)
    assert Enrolment.objects.filter(left_at=None).count() == 1


def test_an_open_course_enrols_by_itself_and_can_be_left(browser: Client, school: School, learner: User) -> None:
    post(browser, Tab(school).played(0, 10))
    post(browser, Tab(school).played(10, 20))
    assert list(Enrolment.objects.values_list("user", "course_key", "how", "left_at")) == [
        (learner.pk, school.course.translation_key, "self", None)
    ]
    assert "Leave this course" in browser.get("/en/my/").content.decode()
    browser.post(f"/en/my/leave/{school.course.translation_key}/")
    assert browser.get("/en/my/").context["desk"].courses == []
    assert LessonProgress.objects.get().intervals == [[0, 20_000]]


def test_who_learnt_before_enrolments_were_counted_can_leave(browser: Client, school: School, learner: User) -> None:
    finish_lesson(learner, school.lesson)
    assert len(browser.get("/en/my/").context["desk"].courses) == 1
    for _time in range(2):
        browser.post(f"/en/my/leave/{school.course.translation_key}/")
    assert (browser.get("/en/my/").context["desk"].courses, Enrolment.objects.count()) == ([], 1)
    assert not leave_course(user=learner, course=make_course(school.catalogue, "Other").translation_key, now=NOW)


def test_a_course_comes_after_another_one(browser: Client, school: School, learner: User) -> None:
    advanced = make_course(school.catalogue, "Advanced")
    lesson = make_lesson(make_module(advanced))
    advanced.prerequisites = [school.course]
    advanced.save()
    assert reason(learner, advanced) == Refusal.NEEDS_COURSE
    shown = browser.get(lesson.url).content.decode()
    assert f'Finish first: <a href="{school.course.url}">{school.course.title}</a>.' in " ".join(shown.split())
    finish_course(learner, school.course)
    assert reason(learner, advanced) is None
    school.course.unpublish()
    assert reason(User.objects.create_user("third@example.org"), advanced) is None


def test_every_language_asks_the_same_and_leads_to_its_own_pages(
    browser: Client, school: School, home: HomePage, romanian: Locale
) -> None:
    advanced = make_course(school.catalogue, "Advanced", admission=Admission.CODE, opens_at=YESTERDAY)
    lesson = make_lesson(make_module(advanced))
    advanced.prerequisites = [school.course]
    advanced.save()
    for page in (home, school.catalogue, school.course, advanced, lesson.get_parent().specific, lesson):
        page.copy_for_translation(romanian).save_revision().publish()
    theirs = advanced.get_translation(romanian)
    assert (theirs.admission, theirs.opens_at) == (Admission.CODE, YESTERDAY)
    assert [one.translation_key for one in theirs.prerequisites.all()] == [school.course.translation_key]
    ask(theirs, admission=Admission.OPEN)  # the language that came first decides
    assert browser.get(lesson.get_translation(romanian).url).context["view"].gate.refusal == Refusal.NEEDS_CODE
    ask(advanced, admission=Admission.OPEN)
    gate = browser.get(lesson.get_translation(romanian).url).context["view"].gate
    assert (gate.refusal, gate.required) == (Refusal.NEEDS_COURSE, [school.course.get_translation(romanian)])


def test_courses_that_wait_for_each_other_are_refused(school: School) -> None:
    second, third = make_course(school.catalogue, "Second"), make_course(school.catalogue, "Third")
    for course, before in ((second, school.course), (third, second)):
        course.prerequisites = [before]
        course.save()
    school.course.prerequisites = [third]
    with pytest.raises(ValidationError, match="nobody could begin either"):
        school.course.full_clean()


def test_a_restricted_film_is_for_who_was_let_into_its_course(
    browser: Client, school: School, learner: User, other_learner: User
) -> None:
    school.video.collection = Collection.objects.get(depth=2, name="Restricted")
    school.video.save()
    make_enrolment(learner, school.course, make_cohort(school.course))
    assert not may_watch(learner, school.video)  # everybody could come into an open course
    ask(school.course, admission=Admission.CODE)
    assert [may_watch(user, school.video) for user in (learner, other_learner, AnonymousUser())] == [True, False, False]
    assert "trellis-player" in browser.get(school.lesson.url).content.decode()
    ask(school.course, closes_at=YESTERDAY)
    assert not may_watch(learner, school.video)


def test_who_works_in_the_admin_reads_what_is_shut(client: Client, school: School) -> None:
    ask(school.course, closes_at=YESTERDAY)
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    text = client.get(school.lesson.url).content.decode()
    assert ("trellis-player" in text, "You read this lesson because you work in the admin" in text) == (True, True)


def test_lists_and_search_name_a_course_with_what_it_asks(client: Client, school: School) -> None:
    make_track(school.video)
    assert len(film_documents(school.video)[0].passages) == 2
    ask(school.course, admission=Admission.CODE, closes_at=datetime(2099, 5, 3, tzinfo=UTC))
    words = "Open until 3 May 2099. For people with a code."
    lesson, course = lesson_documents(school.lesson)[0], course_documents(CoursePage.objects.get(pk=school.course.pk))[0]
    assert (film_documents(school.video), words in lesson.body, words in course.body) == ([], True, True)
    assert words in client.get(school.catalogue.url).content.decode()
    assert words in client.get(school.course.url).content.decode()


def test_the_editor_is_told_of_courses_that_wait_for_each_other(client: Client, school: School) -> None:
    second = make_course(school.catalogue, "Second")
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))

    def publish(course: CoursePage, before: CoursePage) -> Any:
        values = {
            "title": course.title, "slug": course.slug, "lead": course.lead, "level": "beginner", "share_watched": "90",
            "pass_mark": "70", "quiz_attempts": "3",
            "outcomes": streamfield([]), "admission": "open", "action-publish": "1",
            "comments": inline_formset([]),
        }  # fmt: skip
        sent = nested_form_data(values) | {"prerequisites": [before.pk]}
        return client.post(reverse("wagtailadmin_pages:edit", args=[course.pk]), sent)

    assert publish(second, school.course).status_code == 302
    assert [one.pk for one in CoursePage.objects.get(pk=second.pk).prerequisites.all()] == [school.course.pk]
    told = publish(school.course, second).context["form"].errors["prerequisites"]
    assert told == ["“Second” comes after this course itself: nobody could begin either of them."]
