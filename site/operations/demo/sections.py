"""The home pages and the sections below them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage
from cms.practices.models import GoodPracticeIndexPage
from cms.stories.models import StoryIndexPage
from learning.models import CataloguePage
from operations.demo.content import LANGUAGES, Item, read
from operations.demo.pages import HOME, SECTIONS, home, page_in, put

_TYPES: Mapping[str, type[Page]] = {
    "good-practices": GoodPracticeIndexPage,
    "stories": StoryIndexPage,
    "news": NewsIndexPage,
    "learn": CataloguePage,
}
LEAD_PAGE, FEATURED_PAGE = "village-choir", "young-artist"


def put_sections() -> int:
    """Make the home page of the second language and the sections that are missing; return how many pages were made."""
    site = read("site")
    made = _put_home(site["ro"][HOME])
    for key in SECTIONS:
        # In the menu they stand in the order of SECTIONS; the slug is the same in every locale.
        words = {language: {**site[language][key], "slug": key} for language in LANGUAGES}
        made += put(Item(key, {}, words), parent_key=HOME, new=partial(_section, _TYPES[key]), fill=_fill, published=-400)
    return made


def _section(kind: Callable[..., Page]) -> Page:
    return kind(show_in_menus=True)


def _fill(page: Any, words: Mapping[str, Any]) -> None:
    page.lead = words["lead"]


@transaction.atomic
def _put_home(words: Mapping[str, str]) -> int:
    if home("ro") is not None:
        return 0
    source = home("en")
    assert source is not None
    page = source.copy_for_translation(Locale.objects.get(language_code="ro")).specific
    for name, value in words.items():
        setattr(page, name, value)
    page.save()
    page.save_revision().publish()
    return 1


@transaction.atomic
def feature() -> None:
    """Put a practice on the cover of each home page and a course below it, where an editor has not chosen already."""
    site = read("site")
    for language in LANGUAGES:
        page = home(language)
        if isinstance(page, HomePage) and page.lead_page_id is None and page.featured_page_id is None:
            page.lead = page.lead or site[language][HOME]["lead"]
            page.lead_page = page_in(language, LEAD_PAGE)
            page.featured_page = page_in(language, FEATURED_PAGE)
            page.save_revision().publish()
