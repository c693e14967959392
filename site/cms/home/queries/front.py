from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Page

from cms.news.models import NewsArticle
from cms.practices.models import GoodPracticePage
from cms.stories.models import StoryPage
from core.queries.images import card_images

PRACTICES = 6
ROWS = 5


@dataclass(frozen=True)
class Figure:
    """A count of records, and the list that shows them. `address` is relative to the home page."""

    count: int
    label: Any
    address: str


@dataclass(frozen=True)
class CountryCount:
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Entry:
    """A story or an article in the list of both."""

    page: Page
    day: date
    kind: Any


@dataclass(frozen=True)
class Front:
    practices: list[GoodPracticePage]
    entries: list[Entry]
    countries: list[CountryCount]
    figures: list[Figure]

    @property
    def is_empty(self) -> bool:
        return not self.practices and not self.entries


def front(home: Page) -> Front:
    """Read what the home page of one language shows, in a number of queries that does not grow with the records."""
    practices = GoodPracticePage.objects.descendant_of(home).live().public()
    stories = StoryPage.objects.descendant_of(home).live().public()
    news = NewsArticle.objects.descendant_of(home).live().public()
    newest = practices.order_by("-first_published_at", "-pk").select_related("locale")
    by_country = _by_country(practices)
    return Front(
        practices=list(newest.prefetch_related("themes__texts", card_images())[:PRACTICES]),
        entries=_entries(stories, news),
        countries=by_country,
        figures=_figures(by_country, stories.count(), news.count()),
    )


def _by_country(practices: QuerySet[GoodPracticePage]) -> list[CountryCount]:
    rows = practices.order_by().values_list("country").annotate(rows=Count("pk"))
    found = [CountryCount(code, str(countries.name(code)), count) for code, count in rows]
    return sorted(found, key=lambda country: (-country.count, country.name))


def _entries(stories: QuerySet[StoryPage], news: QuerySet[NewsArticle]) -> list[Entry]:
    newest_stories = stories.order_by("-told_on", "-pk").select_related("locale")[:ROWS]
    newest_news = news.order_by("-published_on", "-pk").select_related("locale")[:ROWS]
    entries = chain(
        (Entry(story, story.told_on, story.kind_label) for story in newest_stories),
        (Entry(article, article.published_on, article.get_kind_display()) for article in newest_news),
    )
    return sorted(entries, key=lambda entry: entry.day, reverse=True)[:ROWS]


def _figures(by_country: list[CountryCount], stories: int, news: int) -> list[Figure]:
    """Only what exists, each a count of the records behind its link."""
    figures = [
        Figure(sum(country.count for country in by_country), _("good practices"), "good-practices/"),
        Figure(len(by_country), _("countries they come from"), "#countries"),
        Figure(stories, _("stories"), "stories/"),
        Figure(news, _("news"), "news/"),
    ]
    return [figure for figure in figures if figure.count]
