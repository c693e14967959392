from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Page

from cms.news.models import NewsArticle
from cms.practices.models import GoodPracticePage
from cms.stories.models import StoryPage
from core.queries.images import card_images
from core.queries.visibility import published

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
    practices = published(GoodPracticePage.objects.descendant_of(home))
    stories = published(StoryPage.objects.descendant_of(home))
    news = published(NewsArticle.objects.descendant_of(home))
    newest = practices.order_by("-first_published_at", "-pk").select_related("locale")
    by_country, stories_told, articles = _counts(practices, stories, news)
    return Front(
        practices=list(newest.prefetch_related("themes__texts", card_images())[:PRACTICES]),
        entries=_entries(stories, news),
        countries=by_country,
        figures=_figures(by_country, stories_told, articles),
    )


def _counts(
    practices: QuerySet[GoodPracticePage], stories: QuerySet[StoryPage], news: QuerySet[NewsArticle]
) -> tuple[list[CountryCount], int, int]:
    """Count in one query: the practices of each country, the stories, the articles."""

    def counted(rows: QuerySet[Any], kind: str, of: Any) -> QuerySet[Any, Any]:
        named = rows.order_by().annotate(counted=Value(kind), of=Cast(of, CharField()))
        return named.values_list("counted", "of").annotate(rows=Count("pk"))

    countries_of = counted(practices, "practice", F("country"))
    rows = list(countries_of.union(counted(stories, "story", Value("")), counted(news, "news", Value("")), all=True))
    found = [CountryCount(of, str(countries.name(of)), number) for kind, of, number in rows if kind == "practice"]
    numbers = {kind: number for kind, _of, number in rows}
    by_country = sorted(found, key=lambda country: (-country.count, country.name))
    return by_country, numbers.get("story", 0), numbers.get("news", 0)


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


def chosen(home: Page, *names: str) -> dict[str, Page | None]:
    """The pages that the editor chose for the fields `names`, as their own types, while everyone may read them."""
    keys = {name: getattr(home, f"{name}_id") for name in names}
    readable: Any = published(Page.objects.filter(pk__in=keys.values()))
    pages = {page.pk: page for page in readable.specific()}
    return {name: pages.get(key) for name, key in keys.items()}
