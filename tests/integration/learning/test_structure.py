"""What a course says of itself, how the catalogue narrows, and what is there from a day on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Revision

from accounts.models import User
from cms.home.models import HomePage
from core.queries.nearest import nearest
from core.registries import origins
from core.registries.origins import Origin, register_origins
from learning.models import CoursePage, LessonPage
from learning.queries.catalogue import listing
from learning.queries.course_languages import CourseLanguages
from tests.factories.learning import make_course, make_lesson, make_module
from tests.factories.media import make_track, make_video
from tests.integration.learning.conftest import School
from tests.integration.learning.test_pages import queries


@pytest.fixture
def _translated(school: School, home: HomePage, romanian: Locale) -> None:
    for page in (home, school.catalogue, school.course):
        page.copy_for_translation(romanian).save_revision().publish()


@pytest.mark.usefixtures("_translated")
def test_a_page_in_the_readers_language_or_in_another_one(school: School) -> None:
    found = {
        language: nearest(CoursePage.objects.live(), language=language)[school.course.translation_key].locale.language_code
        for language in ("ro", "en", "nb", "")
    }
    assert found == {"ro": "ro", "en": "en", "nb": "en", "": "en"}
    assert nearest(CoursePage.objects.none(), language="en") == {}


@pytest.mark.usefixtures("_translated")
def test_a_course_says_its_languages_and_those_of_captions_alone(client: Client, school: School) -> None:
    make_track(school.video, language="ro")
    make_track(school.video, language="hr")
    assert school.course.languages == CourseLanguages(["en", "ro"], ["hr"])
    for page in (school.course, school.catalogue):
        text = client.get(page.url).content.decode()
        assert ("Română" in text or "română" in text, "Hrvatski" in text or "hrvatski" in text) == (True, True)
    make_lesson(make_module(school.course, "More"), "Silent", video=make_video(duration=60))
    fresh = CoursePage.objects.get(pk=school.course.pk)
    assert fresh.languages == CourseLanguages(["en", "ro"], [])  # one film has no captions in it


def counts(catalogue: Any, query: str) -> tuple[list[str], dict[str, dict[str, int]]]:
    found = listing(section=catalogue, parameters=QueryDict(query))
    shown = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in found.facets}
    return [course.title for course in found.page.object_list], {
        name: shown.get(name, {}) for name in ("language", "length", "admission")
    }


@pytest.mark.usefixtures("_translated")
def test_the_catalogue_narrows_by_language_length_and_admission(school: School, romanian: Locale) -> None:
    make_course(school.catalogue, "Long", hours=7, admission="code")
    short = make_course(school.catalogue, "Short", hours=2)
    short.copy_for_translation(romanian)  # a draft
    catalogue = school.catalogue
    everything = {
        "language": {"en": 3, "ro": 1}, "length": {"long": 1, "short": 1}, "admission": {"open": 2, "code": 1},
    }  # fmt: skip
    assert counts(catalogue, "") == (["Your practice", "Long", "Short"], everything)
    assert counts(catalogue, "language=ro") == (
        ["Your practice"],
        {"language": {"en": 3, "ro": 1}, "length": {}, "admission": {"open": 1}},
    )
    assert counts(catalogue, "length=short&length=long&admission=code") == (
        ["Long"],
        {"language": {"en": 1}, "length": {"long": 1, "short": 0}, "admission": {"open": 1, "code": 1}},
    )
    assert counts(catalogue, "language=xx&length=%27")[0] == []


@pytest.mark.usefixtures("_translated")
def test_each_count_is_what_choosing_it_gives(school: School) -> None:
    for number in range(4):
        make_course(school.catalogue, f"Course {number}", hours=number * 3 or None, admission="list" if number % 2 else "open")
    for chosen in ("", "language=en", "length=short", "admission=list", "language=ro&admission=open"):
        found = listing(section=school.catalogue, parameters=QueryDict(chosen))
        for facet in found.facets:
            for choice in facet.choices:
                parameters = QueryDict(chosen, mutable=True)
                parameters.setlist(facet.name, [choice.value])
                again = listing(section=school.catalogue, parameters=parameters)
                assert (facet.name, choice.value, again.page.paginator.count) == (facet.name, choice.value, choice.count)


def test_many_courses_cost_what_few_do(client: Client, school: School) -> None:
    make_track(school.video, language="ro")
    few = queries(client, school.catalogue.url)
    for number in range(8):
        course = make_course(school.catalogue, f"Course {number}")
        make_lesson(make_module(course), video=make_video(duration=30))
    assert queries(client, school.catalogue.url) == few


@pytest.fixture
def _programmes() -> Iterator[None]:
    known = {"cycle-3": Origin("Cycle 3", "/en/cycles/3/")}
    register_origins(find=lambda name, _language: known.get(name), offer=lambda: [("cycle-3", "Cycle 3")])
    yield
    origins._finders.pop()
    origins._offers.pop()


def test_without_programmes_nothing_is_said_of_where_it_was_made(client: Client, school: School) -> None:
    CoursePage.objects.update(made_in="cycle-3")
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    assert "Made in" not in client.get(school.course.url).content.decode()
    assert 'name="made_in"' not in client.get(f"/admin/pages/{school.course.pk}/edit/").content.decode()


@pytest.mark.usefixtures("_programmes")
def test_an_app_with_programmes_names_where_it_was_made(client: Client, school: School) -> None:
    CoursePage.objects.update(made_in="cycle-3")
    assert '<a href="/en/cycles/3/">Cycle 3</a>' in client.get(school.course.url).content.decode()
    CoursePage.objects.update(made_in="cycle-9")
    assert "Made in" not in client.get(school.course.url).content.decode()
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    text = client.get(f"/admin/pages/{school.course.pk}/edit/").content.decode()
    assert ('<option value="cycle-3">Cycle 3</option>' in text, '<option value="cycle-9" selected>' in text) == (True, True)


def test_a_scheduled_lesson_is_named_with_its_day_and_not_sent(client: Client, school: School) -> None:
    module = school.lesson.get_parent().specific
    day = timezone.now() + timedelta(days=20)
    later = make_lesson(module, "Later on", live=False, lead="CANARY", go_live_at=day)
    make_lesson(module, "A mere draft", live=False)
    later.save_revision(approved_go_live_at=day)
    text = client.get(school.course.url).content.decode()
    assert [word in text for word in ("Later on", "from ", "A mere draft", "CANARY", later.slug + "/")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert client.get(later.get_url()).status_code == 404
    Revision.objects.update(approved_go_live_at=datetime(2026, 1, 1, tzinfo=UTC))  # the worker is about to publish it
    assert "Later on" not in client.get(school.course.url).content.decode()


def test_a_lesson_that_has_expired_is_gone_and_takes_nothing_away(client: Client, school: School, learner: User) -> None:
    lesson = make_lesson(make_module(school.course, "More"), "Old")
    LessonPage.objects.filter(pk=lesson.pk).update(live=False, expired=True)
    assert "Old" not in client.get(school.course.url).content.decode()
