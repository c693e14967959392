"""No public page asks more than twenty questions of the database, and none asks more when there is more to show."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.home.models import HomePage
from cms.practices.models import PracticeDocument
from core.enums import TermKind
from core.models import Person, Term
from tests.factories import cms, core, media

MOST = 20


def _images(number: int) -> list[tuple[str, Any]]:
    shown = core.person()
    return [("image", {"image": core.portrait(shown), "caption": ""}) for _ in range(number)]


def _practice(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    partners = [core.organisation() for _ in range(number)]
    expert: Person = core.person()
    page = cms.practice(
        home,
        themes=themes[:3],
        audiences=audiences,
        partners=partners,
        opinion="Keep it.",
        opinion_by=expert,
        listing_image=core.image(),
        body=_images(number),
    )
    for _ in range(number):
        page.documents.add(PracticeDocument(document=core.document(), locale=home.locale))
    page.save()
    return [page.url]


def _story(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    page = cms.story(home, themes=themes)
    for _ in range(number):
        core.organisation(kind="school")
    return [page.url]


def _article(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    page = cms.article(home, themes=themes, listing_image=core.image(), body=_images(number))
    page.organisations.set([core.organisation() for _ in range(number)])
    page.save()
    return [page.url]


def _videos(number: int) -> list[tuple[str, Any]]:
    videos = [media.make_video(title=f"Film {one}") for one in range(number)]
    for video in videos:
        media.make_sound(video.rendition_sets.get())
        media.make_track(video)
    return [("video", video) for video in videos]


def _article_with_films(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    return [cms.article(home, themes=themes, body=_videos(number)).url]


def _fill(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> None:
    """Every second page has a picture of its own."""
    lead, methods = core.organisation(), [core.term(TermKind.METHOD)]
    for place in range(number):
        picture = core.image() if place % 2 else None
        of_all: dict[str, Any] = {"themes": themes[:3], "listing_image": picture}
        cms.practice(home, audiences=audiences, methods=methods, lead_organisation=lead, **of_all)
        cms.story(home, **of_all)
        cms.article(home, **of_all)
    home.lead_page = cms.story(home, themes=themes, listing_image=core.image())
    home.featured_page = cms.article(home, themes=themes, listing_image=core.image())
    home.save()


def _lists(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    _fill(home, themes, audiences, number)
    sections = [f"/en/{section}/" for section in ("news", "stories", "good-practices")]
    return ["/en/", *sections, "/en/good-practices/?theme=mentoring&country=RO&evidence=2"]


def _lists_in_romanian(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> list[str]:
    """The front page, whose texts are those of another language where there is no translation."""
    romanian = home.get_translation_or_none(Locale.objects.get(language_code="ro"))
    if romanian is None:
        romanian = home.copy_for_translation(Locale.objects.get(language_code="ro"))
        romanian.save_revision().publish()
    _fill(romanian, themes, audiences, number)
    return ["/ro/"]


FILLS = [_lists, _lists_in_romanian, _practice, _story, _article, _article_with_films]


def _asked(client: Client, urls: list[str]) -> dict[str, list[str]]:
    """The queries of the second request: the first one makes renditions and fills Wagtail's own caches."""
    asked = {}
    for url in urls:
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked[url] = [query["sql"] for query in queries.captured_queries]
    return asked


@pytest.mark.parametrize("fill", FILLS, ids=lambda fill: fill.__name__.strip("_"))
def test_queries_are_few_and_constant(
    client: Client, home: HomePage, themes: list[Term], audiences: list[Term], fill: Any
) -> None:
    cache.clear()
    with disable_reference_index_auto_update():
        few = list(_asked(client, fill(home, themes, audiences, 5)).values())
        many = _asked(client, fill(home, themes, audiences, 45))
    for (url, asked), before in zip(many.items(), few, strict=True):  # a second page has another address than the first
        assert (url, len(asked) - len(before), len(asked) <= MOST) == (url, 0, True), "\n".join(asked)
