"""No public page asks more than twenty questions of the database, and none asks more when there is more to show."""

from collections.abc import Callable
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
Fill = Callable[[HomePage, list[Term], list[Term], int], str]


def _images(number: int) -> list[tuple[str, Any]]:
    shown = core.person()
    return [("image", {"image": core.portrait(shown), "caption": ""}) for _ in range(number)]


def _practices(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    lead = core.organisation()
    methods = [core.term(TermKind.METHOD)]
    for _ in range(number):
        cms.practice(home, themes=themes[:3], audiences=audiences, methods=methods, lead_organisation=lead)
    return "/en/good-practices/"


def _practice(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
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
    return page.url


def _stories(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    for _ in range(number):
        cms.story(home, themes=themes)
    return "/en/stories/"


def _story(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    page = cms.story(home, themes=themes)
    for _ in range(number):
        core.organisation(kind="school")
    return page.url


def _news(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    for _ in range(number):
        cms.article(home, themes=themes)
    return "/en/news/"


def _article(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    page = cms.article(home, themes=themes, listing_image=core.image(), body=_images(number))
    page.organisations.set([core.organisation() for _ in range(number)])
    page.save()
    return page.url


def _videos(number: int) -> list[tuple[str, Any]]:
    videos = [media.make_video(title=f"Film {one}") for one in range(number)]
    for video in videos:
        media.make_sound(video.rendition_sets.get())
        media.make_track(video)
    return [("video", video) for video in videos]


def _article_with_films(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    return str(cms.article(home, themes=themes, body=_videos(number)).url)


def _narrowed(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    return _practices(home, themes, audiences, number) + "?theme=mentoring&country=RO&evidence=2"


def _pictures(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    lead = core.organisation()
    for _ in range(number):
        cms.practice(home, themes=themes[:1], audiences=audiences, lead_organisation=lead, listing_image=core.image())
    return "/en/good-practices/"


def _front(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    """Every second page has a picture of its own."""
    for place in range(number):
        picture = core.image() if place % 2 else None
        cms.practice(home, themes=themes[:1], audiences=audiences, listing_image=picture)
        cms.story(home, themes=themes, listing_image=picture)
        cms.article(home, themes=themes, listing_image=picture)
    home.lead_page = cms.story(home, themes=themes, listing_image=core.image())
    home.featured_page = cms.article(home, themes=themes, listing_image=core.image())
    home.save()
    return "/en/"


def _front_in_romanian(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> str:
    romanian = home.get_translation_or_none(Locale.objects.get(language_code="ro"))
    if romanian is None:
        romanian = home.copy_for_translation(Locale.objects.get(language_code="ro"))
        romanian.save_revision().publish()
    _front(romanian, themes, audiences, number)
    return "/ro/"


FILLS = [
    _pictures, _practices, _narrowed, _practice, _stories, _story, _news, _article, _article_with_films,
    _front, _front_in_romanian,
]  # fmt: skip


def _asked(client: Client, url: str) -> list[str]:
    """The queries of the second request: the first one makes renditions and fills Wagtail's own caches."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


@pytest.mark.parametrize("fill", FILLS, ids=lambda fill: fill.__name__.strip("_"))
def test_queries_are_few_and_constant(
    client: Client, home: HomePage, themes: list[Term], audiences: list[Term], fill: Any
) -> None:
    cache.clear()
    with disable_reference_index_auto_update():
        few = _asked(client, fill(home, themes, audiences, 5))
        many = _asked(client, fill(home, themes, audiences, 45))
    assert (len(many) - len(few), len(many) <= MOST) == (0, True), "\n".join(many)
