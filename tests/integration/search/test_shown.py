"""Films, organisations, people and topics have no page of their own: they are found through public pages that show them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Collection, Locale, PageViewRestriction

from cms.home.models import HomePage
from cms.news.models import NewsArticle
from cms.stories.models import StoryPage, StoryProtagonist
from core.enums import ConsentPurpose, Visibility
from core.models import Consent, Organisation, OrganisationText, Person, PersonText
from learning.enums import Admission
from learning.models import CoursePage
from media_pipeline.models import Video
from search.models import IndexedDocument, PendingChange
from search.queries.search import SearchQuery, run
from search.services.outbox import drain
from tests.factories.cms import article, story
from tests.factories.core import organisation, person, term
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_track, make_video

pytestmark = pytest.mark.django_db
SPOKEN = "WEBVTT\n\n00:12.000 --> 00:14.000\nA quokka hums\n\n01:05.500 --> 01:08.000\nand the quokka sleeps\n"


def found(text: str, **filters: list[str]) -> list[tuple[str, str, str]]:
    """Kind, title and address of what is found, by address: the order of results is another matter."""
    hits = run(SearchQuery(text=text, filters=filters)).hits
    return sorted(((hit.kind, hit.title, hit.url) for hit in hits), key=lambda one: one[2])


def moments(text: str) -> list[str]:
    return [moment.url for hit in run(SearchQuery(text=text)).hits for moment in hit.moments]


def published(page: Any) -> Any:
    page.save_revision().publish()
    drain()
    return page


@pytest.fixture
def film(home: HomePage) -> Video:
    """A film of a lesson, with two lines that nobody else says."""
    video = make_video(title="Hum", duration=90)
    lesson = make_lesson(make_module(make_course(make_catalogue(home), level="advanced")), "Humming", video=video)
    make_track(video, text=SPOKEN)
    published(lesson)
    return video


def test_a_film_is_found_by_what_is_said_and_opens_at_the_second(client: Client, film: Video) -> None:
    address = "/en/learn/your-practice/show-what-you-do/humming/"
    assert found("quokka") == [("video", "Humming", address)]
    assert moments("quokka") == [f"{address}?t=12", f"{address}?t=65"]
    assert found("quokka", level=["advanced"], duration=["brief"]) == found("quokka")
    assert [client.get(moment).context["view"].start for moment in moments("quokka")] == [12, 65]


def test_a_film_in_a_body_opens_its_own_player(home: HomePage) -> None:
    first, second = make_video(title="Hum"), make_video(title="Drum")
    make_track(second, text=SPOKEN)
    page = published(article(home, title="Two films", body=[("video", first), ("video", second)]))
    assert found("quokka") == [("video", "Drum", f"{page.url}#{second.public_id}")]
    assert moments("quokka") == [f"{page.url}?t=12#{second.public_id}", f"{page.url}?t=65#{second.public_id}"]


def test_each_text_of_a_film_is_found_once(
    film: Video, romanian: Locale, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    lesson = film.lessons.get()
    translated = lesson.copy_for_translation(romanian, copy_parents=True)
    translated.title = "Murmur"
    published(translated)
    assert {key.rpartition(":")[2] for key in IndexedDocument.objects.filter(kind="video").values_list("key", flat=True)} == {
        "en", "ro",
    }  # fmt: skip
    assert len(found("quokka")) == 1
    with django_capture_on_commit_callbacks(execute=True):
        make_track(film, language="ro", text="WEBVTT\n\n00:12.000 --> 00:14.000\nUn cimpoi murmură\n")
    assert [(kind, title) for kind, title, _url in found("cimpoi")] == [("video", "Murmur")]


def _restrict_film(video: Video) -> None:
    video.collection = Collection.objects.get(depth=2, name="Restricted")
    video.save()


def _delete_film(video: Video) -> None:
    video.delete()


def _unpublish_lesson(video: Video) -> None:
    video.lessons.get().unpublish()


def _restrict_home(video: Video) -> None:
    PageViewRestriction.objects.create(page=HomePage.objects.get().page_ptr, restriction_type="login")


def _ask_for_code(video: Video) -> None:
    course = CoursePage.objects.get()
    course.admission = Admission.CODE
    course.save_revision().publish()


def _play_another(video: Video) -> None:
    lesson = video.lessons.get()
    lesson.video = make_video(title="Other")
    lesson.save_revision().publish()


AT_ONCE = [_restrict_film, _delete_film, _unpublish_lesson, _restrict_home, _ask_for_code]


@pytest.mark.parametrize("take_back", AT_ONCE)
def test_words_of_a_film_are_gone_at_once_and_leave_the_index(film: Video, take_back: Callable[[Video], None]) -> None:
    take_back(film)
    behind = run(SearchQuery(text="quokka"))
    assert (behind.total, behind.hits, behind.facets) == (0, [], [])
    drain()
    assert (found("quokka"), IndexedDocument.objects.filter(kind="video").count()) == ([], 0)


def test_a_film_that_a_lesson_no_longer_plays_is_not_found(film: Video) -> None:
    _play_another(film)
    drain()
    assert found("quokka") == []


def test_a_lesson_behind_a_gate_shows_no_film_before_the_index_knows(film: Video) -> None:
    """The lesson is described anew, its film waits: only what the page shows now counts."""
    _ask_for_code(film)
    PendingChange.objects.filter(source="media_pipeline.Video").delete()
    drain()
    assert (found("quokka"), [kind for kind, _title, _url in found("humming")]) == ([], ["course", "lesson"])


def test_an_organisation_is_found_by_each_of_its_names(home: HomePage) -> None:
    names = {"acronym": "ZKL", "aliases": "By the Linden\nKaj Lipata"}
    choir = organisation("Здружение Кај Липата", country="MK", town="Битола", **names)
    OrganisationText.objects.create(parent=choir, language="en", name="Linden Society")
    drain()
    assert found("linden") == []
    page = article(home, title="A visit")
    page.organisations.add(choir)
    page = published(page)
    expected = [("news", "A visit", page.url), ("organisation", "Linden Society", page.url)]
    for name in ("zkl", "kaj lipata", "липата", "by the linden", "linden society"):
        assert sorted(found(name)) == expected, name
    assert found("zkl", country=["MK"], kind=["organisation"]) == expected[1:]
    choir.acronym = "QKL"
    choir.save()
    drain()
    assert (found("zkl"), sorted(found("qkl"))) == ([], expected)


def test_an_organisation_moves_on_to_another_page(home: HomePage) -> None:
    choir = organisation("Quokka Choir")
    first, second = (story(home, title=title, organisations=[choir]) for title in ("Older", "Newer"))
    published(first)
    published(second)
    assert [url for kind, _title, url in found("quokka") if kind == "organisation"] == [first.url]
    first.unpublish()
    assert [kind for kind, _title, _url in found("quokka")] == ["story"]
    drain()
    assert [url for kind, _title, url in found("quokka") if kind == "organisation"] == [second.url]


def told_by(home: HomePage, who: Person) -> StoryPage:
    page = story(home, title="What happened")
    page.protagonists = [StoryProtagonist(role="Mentee", person=who, locale=home.locale)]
    return published(page)


def agree(who: Person) -> Consent:
    return Consent.objects.create(person=who, purpose=ConsentPurpose.PROFILE, given_on=date(2026, 1, 5))


def test_somebody_is_found_who_agreed_and_wants_to_be_seen(home: HomePage) -> None:
    who = person("Ђорђе Шћепановић")
    PersonText.objects.create(parent=who, language="sr-latn", name="Đorđe Šćepanović")
    page = told_by(home, who)
    assert found("scepanovic") == []
    consent = agree(who)
    drain()
    expected = [("person", "Đorđe Šćepanović", page.url)]
    assert (found("scepanovic"), found("ђорђе"), found("djordje")) == (expected, expected, expected)
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    assert found("scepanovic") == []
    drain()
    assert not IndexedDocument.objects.filter(kind="person").exists()


def _hide(who: Person) -> None:
    who.visibility = Visibility.COMMUNITY
    who.save()


def _anonymise(who: Person) -> None:
    who.anonymised_at = timezone.now()
    who.save()


def _unpublish_story(who: Person) -> None:
    StoryPage.objects.get().unpublish()


def _delete_story(who: Person) -> None:
    StoryPage.objects.get().delete()


@pytest.mark.parametrize("take_back", [_hide, _anonymise, _unpublish_story, _delete_story])
def test_who_is_no_longer_shown_is_not_found(home: HomePage, take_back: Callable[[Person], None]) -> None:
    who = person("Vesna Quokkić")
    agree(who)
    told_by(home, who)
    assert [kind for kind, _title, _url in found("vesna")] == ["person"]
    take_back(who)
    assert found("vesna") == []
    drain()
    assert not IndexedDocument.objects.filter(kind="person").exists()


def test_a_topic_leads_to_the_search_that_it_narrows(client: Client, home: HomePage) -> None:
    topic = term(code="letters", en="Letters", ro="Scrisori", nb="Brev")
    drain()
    assert found("letters") == []
    page = published(article(home, title="Post", themes=[topic]))
    assert found("letters", kind=["term"]) == [("term", "Letters", "/en/search/?theme=letters")]
    assert found("scrisori", kind=["term"]) == found("letters", kind=["term"])  # Romanian has no page about it yet
    assert page.url in client.get("/en/search/?theme=letters").content.decode()
    other = published(article(home, title="More post", themes=[topic]))
    page.themes.clear()
    published(page)
    assert found("letters", kind=["term"]) == [("term", "Letters", "/en/search/?theme=letters")]
    other.delete()
    drain()
    assert found("letters") == []


def test_a_page_that_changes_nothing_about_what_it_shows_has_nothing_else_looked_at(home: HomePage) -> None:
    topics, choir = [term(), term()], organisation()
    page = article(home, themes=topics)
    page.organisations.add(choir)
    published(page)
    second = article(home, themes=topics)
    second.organisations.add(choir)
    second.save_revision().publish()
    assert list(PendingChange.objects.values_list("source", flat=True)) == ["news.NewsArticle"]


def test_articles_and_sections(home: HomePage) -> None:
    body = [
        ("text", "<p>Before the numbat</p>"),
        ("heading", {"text": "What we did", "level": "2"}),
        ("text", "<p>A quokka came</p>"),
        ("heading", {"text": "Шта смо научили", "level": "3"}),
        ("text", "<p>Patience, mostly</p>"),
    ]
    page: NewsArticle = published(article(home, title="Visit", body=body))
    assert (moments("quokka"), moments("patience")) == ([f"{page.url}#what-we-did"], [f"{page.url}#шта-смо-научили"])
    assert (moments("numbat"), [url for _kind, _title, url in found("numbat")]) == ([], [page.url])


def test_many_records_are_asked_for_in_as_many_queries_as_one(home: HomePage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(found("quokka", kind=["organisation"])) == Organisation.objects.count()
        return len(asked)

    published(story(home, organisations=[organisation("Quokka Choir")]))
    queries()  # what a process remembers is asked once
    one = queries()
    for name in ("Quokka Band", "Quokka Chapel", "Quokka Press"):
        published(story(home, organisations=[organisation(name)]))
    assert queries() == one
