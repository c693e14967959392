from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Page

from cms.home.models import HomePage
from cms.news.models import NewsArticle
from cms.practices.models import GoodPracticePage
from cms.stories.models import StoryPage
from core.models import BasePage
from core.queries.images import read_images
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
    """`lead` stands on the cover, `featured` is the course to begin with: what the editor chose."""

    lead: BasePage | None
    featured: BasePage | None
    practices: list[GoodPracticePage]
    entries: list[Entry]
    countries: list[CountryCount]
    figures: list[Figure]

    @property
    def is_empty(self) -> bool:
        return not self.practices and not self.entries


def front(home: HomePage) -> Front:
    """Read what the home page of one language shows, in a number of queries that does not grow with the records."""
    records = published(GoodPracticePage.objects.descendant_of(home))
    stories = published(StoryPage.objects.descendant_of(home))
    news = published(NewsArticle.objects.descendant_of(home))
    newest = records.order_by("-first_published_at", "-pk").select_related("locale")
    practices = list(newest.prefetch_related("themes__texts")[:PRACTICES])
    lead, featured = _chosen(home.lead_page_id, home.featured_page_id)
    read_images(page for page in (lead, featured, *practices) if page)
    by_country, stories_told, articles = _counts(records, stories, news)
    return Front(
        lead=lead,
        featured=featured,
        practices=practices,
        entries=_entries(home),
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


def _entries(home: Page) -> list[Entry]:
    """The newest of both kinds, in one query."""
    pages = published(Page.objects.descendant_of(home)).annotate(
        day=Coalesce("storypage__told_on", "newsarticle__published_on")
    )
    newest = pages.filter(day__isnull=False).order_by("-day", "-pk").select_related("storypage__locale", "newsarticle__locale")
    return [_entry(page) for page in newest[:ROWS]]


def _entry(page: Any) -> Entry:
    if hasattr(page, "storypage"):
        return Entry(page.storypage, page.day, page.storypage.kind_label)
    return Entry(page.newsarticle, page.day, page.newsarticle.get_kind_display())


def _figures(by_country: list[CountryCount], stories: int, news: int) -> list[Figure]:
    """Only what exists, each a count of the records behind its link."""
    figures = [
        Figure(sum(country.count for country in by_country), _("good practices"), "good-practices/"),
        Figure(len(by_country), _("countries they come from"), "#countries"),
        Figure(stories, _("stories"), "stories/"),
        Figure(news, _("news"), "news/"),
    ]
    return [figure for figure in figures if figure.count]


def _chosen(*keys: int | None) -> list[BasePage | None]:
    """The pages that the editor chose, as their own types, while everyone may read them."""
    readable: Any = published(Page.objects.filter(pk__in=[key for key in keys if key]))
    pages = {page.pk: page for page in readable.specific()}
    return [pages.get(key) for key in keys]
