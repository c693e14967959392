"""How a page of the demo comes into being: in English, then its Romanian translation; once, never again."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from core.models import Organisation, Person, Term
from operations.demo.content import LANGUAGES, Item
from operations.demo.ids import demo_id

HOME = "home"
SECTIONS = ("good-practices", "stories", "news", "learn")
Fill = Callable[[Any, Mapping[str, Any]], None]


def home(language: str) -> Page | None:
    """Return the home page of that language; the demo fills it and never owns the English one."""
    root = Site.objects.get(is_default_site=True).root_page
    found: Page | None = Page.objects.filter(translation_key=root.translation_key, locale__language_code=language).first()
    return found.specific if found else None


def page_in(language: str, key: str) -> Page | None:
    """Return the demo's page of that key in that language, or the section that was there before the demo."""
    key_of = {"translation_key": demo_id("page", key), "locale__language_code": language}
    found: Page | None = home(language) if key == HOME else Page.objects.filter(**key_of).first()
    if found is None and key in SECTIONS:
        above = home(language)
        found = above.get_children().filter(slug=key).first() if above else None
    return found.specific if found else None


@transaction.atomic
def put(item: Item, *, parent_key: str, new: Callable[[], Page], fill: Fill, published: int) -> int:
    """Make the page `item.key` below `parent_key` where it does not exist; return how many pages were made.

    `new` gives a page with what all languages share, `fill` writes the words of one language into it. `published` is in
    days from today.
    """
    made = 0
    for language in LANGUAGES:
        if page_in(language, item.key) is None:
            words = item.words[language]
            page = _english(item.key, new) if language == "en" else _translated(item.key, language)
            page.title = words["title"]
            page.slug = words.get("slug") or slugify(words["title"])
            page.first_published_at = _morning(published)
            fill(page, words)
            if language == "en":
                _place(page, parent_key)
            else:
                page.save()  # with its own slug before it is public: no redirect from the English one
            page.save_revision().publish()
            made += 1
    return made


def _english(key: str, new: Callable[[], Page]) -> Page:
    page = new()
    page.translation_key = demo_id("page", key)
    page.locale = Locale.objects.get(language_code="en")
    page.live = False
    return page


def _translated(key: str, language: str) -> Page:
    source = page_in("en", key)
    if source is None:
        raise LookupError(f"The demo has no English page “{key}”.")
    copy: Page = source.copy_for_translation(Locale.objects.get(language_code=language))
    return copy.specific


def _place(page: Page, parent_key: str) -> None:
    parent = page_in("en", parent_key)
    if parent is None:
        raise LookupError(f"The demo has no page “{parent_key}” to put “{page}” under.")
    parent.add_child(instance=page)


def _morning(days: int) -> datetime:
    """Return nine o'clock (UTC) on the day that lies `days` from today, never in the future."""
    moment = datetime.combine(timezone.now().date() + timedelta(days=days), time(9), tzinfo=timezone.get_current_timezone())
    return min(moment, timezone.now())


def rows(page: Page, relation: str, values: Iterable[Mapping[str, Any]]) -> None:
    """Write the child rows of a page: those that a translation brought keep their place and their key."""
    manager = getattr(page, relation)
    present = list(manager.all())
    for number, value in enumerate(values):
        row = present[number] if number < len(present) else manager.model()
        for name, words in value.items():
            setattr(row, name, words)
        if number >= len(present):
            row.translation_key = demo_id("row", f"{page.translation_key}/{relation}/{number}")
            row.locale = page.locale
            present.append(row)
    manager.set(present)


def terms(kind: str, codes: Iterable[str]) -> list[Term]:
    return [Term.objects.get(kind=kind, code=code) for code in codes]


def organisation(key: str) -> Organisation:
    found: Organisation = Organisation.objects.get(public_id=demo_id("organisation", key))
    return found


def person(key: str) -> Person | None:
    return Person.objects.get(public_id=demo_id("person", key)) if key else None
