from django.test import Client

from cms.home.models import HomePage
from cms.home.queries.front import CountryCount, Entry, Figure, front
from core.models import Term
from tests.factories import cms


def test_an_empty_site_says_so(client: Client, home: HomePage) -> None:
    response = client.get("/en/")
    assert response.context["front"].is_empty
    assert "Nothing is published in this language yet" in response.content.decode()


def test_figures_are_counts_of_records(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    first = cms.practice(home, themes=themes[:1], audiences=audiences)
    second = cms.practice(home, themes=themes[:1], audiences=audiences, country="NO")
    story, article = cms.story(home), cms.article(home)
    shown = front(home)
    assert {page.pk for page in shown.practices} == {first.pk, second.pk}
    assert shown.entries == [
        Entry(article, article.published_on, "Announcement"),
        Entry(story, story.told_on, "Story"),
    ]
    assert shown.countries == [CountryCount("NO", "Norway", 1), CountryCount("RO", "Romania", 1)]
    assert shown.figures == [
        Figure(2, "good practices", "good-practices/"),
        Figure(2, "countries they come from", "#countries"),
        Figure(1, "stories", "stories/"),
        Figure(1, "news", "news/"),
    ]


def test_a_chosen_page_that_is_withdrawn_leaves_the_cover(client: Client, home: HomePage) -> None:
    home.lead_page = story = cms.story(home)
    home.save()
    assert client.get("/en/").context["front"].lead == story
    story.unpublish()
    assert client.get("/en/").context["front"].lead is None
