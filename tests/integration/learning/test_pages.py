from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from accounts.models import User
from cms.home.models import HomePage
from learning.models import CoursePage, LessonPage, LessonProgress
from learning.queries.desk import desk
from tests.factories.enrolment import finish_course, make_cohort, make_enrolment
from tests.factories.learning import make_course, make_lesson, make_module
from tests.factories.media import make_track, make_video
from tests.integration.learning.conftest import School


def queries(client: Client, address: str) -> int:
    """Count those of the second request: the first fills the caches of the process."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def watch(user: User, lesson: LessonPage, seconds: int, *, complete: bool = False) -> LessonProgress:
    assert lesson.video is not None
    return LessonProgress.objects.create(
        user=user,
        lesson_key=lesson.translation_key,
        timeline=f"{lesson.video.public_id}/1",
        duration_ms=60_000,
        intervals=[[0, seconds * 1000]],
        covered_ms=seconds * 1000,
        position_ms=seconds * 1000,
        position_clock_ms=seconds,
        completed_at=timezone.now() if complete else None,
    )


MOST = 20
OF_AN_ACCOUNT = 5  # the session, the user, what the editor's bar asks about them, their notes, their bookmark


def test_a_page_costs_the_same_with_many_lessons(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    watch(learner, school.lesson, 10)
    module = make_module(school.course, "Many")

    def asked() -> dict[tuple[str, bool], int]:
        pages = (school.catalogue, school.course, school.lesson)
        return {
            (page.slug, known): queries(client if known else Client(), page.url) for page in pages for known in (True, False)
        }

    for number in range(5):
        make_lesson(module, f"Lesson {number}", video=make_video(duration=60))
    few = asked()
    for number in range(5, 50):
        make_lesson(module, f"Lesson {number}", video=school.video)
    assert asked() == few
    assert {known: count for (_slug, known), count in few.items() if count > MOST + OF_AN_ACCOUNT * known} == {}


def test_the_desk_costs_the_same_with_many_courses(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    watch(learner, school.lesson, 10)
    few = queries(client, "/en/my/")
    for number in range(5):
        watch(
            learner,
            make_lesson(make_module(make_course(school.catalogue, f"Course {number}")), video=make_video(duration=60)),
            20,
        )
    assert queries(client, "/en/my/") == few
    assert few <= 20


def test_the_desk_of_fifty_lessons_is_read_in_eight_queries(
    school: School, learner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Counted is what the desk itself reads; the session, the user and the frame of every page come on top."""
    module = make_module(school.course, "Many")
    lessons = [make_lesson(module, f"Lesson {number}", video=school.video) for number in range(49)]
    for lesson in lessons[:20]:
        watch(learner, lesson, 20, complete=True)
    make_enrolment(learner, school.course, make_cohort(school.course, teacher=learner, is_class=True))
    with django_assert_num_queries(8):
        found = desk(learner, language="en")
    assert (len(found.courses[0].counting), len(found.finished), len(found.taught)) == (50, 20, 1)
    assert found.courses[0].completion is None
    finish_course(learner, school.course)
    found = desk(learner, language="en")
    assert (found.courses[0].completion is not None, found.courses[0].percent) == (True, 100)


def test_the_desk_of_who_leads_a_group_asks_for_its_work_and_its_sessions_as_well(
    school: School, learner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_enrolment(learner, school.course, make_cohort(school.course, teacher=learner))
    with django_assert_num_queries(10):
        desk(learner, language="en")


def test_a_reader_without_account_gets_no_cookie(client: Client, school: School) -> None:
    for page in (school.catalogue, school.course, school.lesson):
        assert not client.get(page.url).cookies


def test_the_lesson_says_what_is_missing(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    watch(learner, school.lesson, 41)
    text = client.get(school.lesson.url).content.decode()
    assert "You have watched 41 of 60 seconds. This lesson is done at 90 %, which is 54 seconds." in text
    assert 'data-start="41.000"' in text


def test_an_address_with_a_second_starts_there(client: Client, school: School) -> None:
    assert client.get(f"{school.lesson.url}?t=12.5").context["view"].start == 12.5
    assert [client.get(f"{school.lesson.url}?t={odd}").context["view"].start for odd in ("-1", "nan", "1e9", "x")] == [0] * 4


def test_the_transcript_links_to_its_seconds(client: Client, school: School) -> None:
    make_track(school.video)
    make_track(school.video, language="ro", text="WEBVTT\n\n00:01.000 --> 00:02.000\nBună\n")
    text = client.get(school.lesson.url).content.decode()
    link = '<a href="?t=2" data-second="2" rel="nofollow"><time datetime="PT2S">0:02</time>'
    assert f"{link} <span>to the zymurgist &amp; you</span></a>" in text
    assert '<a href="?captions=ro#transcript" lang="ro"' in text
    assert "<span>Bună</span>" in client.get(f"{school.lesson.url}?captions=ro").content.decode()


def test_progress_is_shared_over_translations(
    client: Client, school: School, home: HomePage, learner: User, romanian: Locale
) -> None:
    for page in (home, school.catalogue, school.course, school.lesson.get_parent().specific, school.lesson):
        page.copy_for_translation(romanian).save_revision().publish()
    watch(learner, school.lesson, 41)
    client.force_login(learner)
    translation = school.lesson.get_translation(romanian)
    assert client.get(translation.url).context["view"].progress.covered == 41_000
    assert [one.course.pk for one in client.get("/ro/my/").context["desk"].courses] == [
        CoursePage.objects.get(locale=romanian).pk
    ]


def test_a_lesson_that_is_added_or_removed_takes_nothing_away(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    row = watch(learner, school.lesson, 60, complete=True)
    second = make_lesson(make_module(school.course, "Second"), "Second", video=make_video(duration=60))
    standing = client.get(school.course.url).context["view"].standing
    assert (standing.done, standing.percent, standing.is_complete) == (1, 50, False)
    second.unpublish()
    standing = client.get(school.course.url).context["view"].standing
    assert (standing.done, standing.percent, standing.is_complete) == (1, 100, True)
    assert LessonProgress.objects.get().completed_at == row.completed_at


def test_the_desk_goes_on_where_somebody_stopped(client: Client, school: School, learner: User) -> None:
    watch(learner, school.lesson, 60, complete=True)
    later = make_lesson(make_module(school.course, "Second"), "Second", video=make_video(duration=60))
    LessonProgress.objects.filter(pk=watch(learner, later, 20).pk).update(updated_at=timezone.now() + timedelta(hours=1))
    client.force_login(learner)
    desk = client.get("/en/my/").context["desk"]
    assert desk.going_on is not None
    assert (desk.going_on[1].page, [one.page for one in desk.finished]) == (later, [school.lesson])
    assert [one.percent for one in desk.courses] == [50]


def test_the_desk_without_an_account_offers_one(client: Client, school: School) -> None:
    response = client.get("/en/my/")
    assert (response.status_code, response.templates[0].name) == (200, "learning/desk_without_account.html")
    assert "/en/accounts/login/?next=/en/my/" in response.content.decode()


def test_a_reading_is_complete_when_it_is_marked(client: Client, school: School, learner: User) -> None:
    reading = make_lesson(make_module(school.course, "Texts"), "A text")
    address = f"/en/my/read/{reading.translation_key}/"
    assert client.post(address)["Location"].startswith("/en/accounts/login/")
    client.force_login(learner)
    assert client.post(address)["Location"] == f"{reading.url}#progress"
    first = LessonProgress.objects.get().completed_at
    client.post(address)
    assert (LessonProgress.objects.get().completed_at, first is None) == (first, False)
    assert client.post(f"/en/my/read/{school.lesson.translation_key}/").status_code == 404


def test_a_module_leads_to_its_place_in_the_course(client: Client, school: School) -> None:
    module = school.lesson.get_parent().specific
    assert client.get(module.url)["Location"] == f"{school.course.url}#module-{module.pk}"


def test_marking_without_an_account_leads_over_the_log_in_back_to_the_lesson(client: Client, school: School) -> None:
    url = school.lesson.get_url()
    answer = client.post(reverse("mark_read", args=[school.lesson.translation_key]))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/accounts/login/?next={url}")
