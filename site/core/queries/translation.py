from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from core.queries.visibility import published


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language menu: where this page, or the card that says it is missing, is found."""

    language: str
    url: str
    is_current: bool
    page: Page | None = None  # the live public page behind it, None for the card


def find_elsewhere(site: Site, path: str) -> Page | None:
    """Return the live public page that answers `path` in another locale than the active one; the default locale first.

    Reads only on the way to an error page, so it walks the path segment by segment.
    """
    slugs = [slug for slug in path.split("/") if slug]
    homes = site.root_page.get_translations(inclusive=True).live()
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    for home in sorted(homes, key=lambda home: (codes[home.locale_id] != settings.LANGUAGE_CODE, home.pk)):
        page = Page.objects.filter(url_path="/".join([home.url_path.rstrip("/"), *slugs, ""])).live().public().first()
        if page is not None and codes[page.locale_id] != get_language():
            return page
    return None


def live_translation(page: Page, language: str) -> Page | None:
    return page.get_translations().live().public().filter(locale__language_code=language).first()


def readable_in(page: Page) -> list[Page]:
    """Return every live public version of `page`, itself included, in the order of the settings."""
    order = [code for code, _name in settings.LANGUAGES]
    versions = published(page.get_translations(inclusive=True)).select_related("locale")
    return sorted(versions, key=lambda version: order.index(version.locale.language_code))


def language_links(page: Page | None, path: str) -> list[LanguageLink]:
    """Return a link for each of the site's languages, in one query.

    Without a translation the link keeps the path: it leads to the card that offers the languages there are.
    `path` is the request's own, for views that are no pages; it begins with the locale.
    """
    current = get_language()
    versions = {} if page is None or page.pk is None else {
        version.locale.language_code: version
        for version in published(page.get_translations(inclusive=True)).select_related("locale")
    }  # fmt: skip
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""

    def link(code: str) -> LanguageLink:
        version = versions.get(code)
        return LanguageLink(code, version.url if version else f"/{code}/{rest}", code == current, version)

    return [link(code) for code, _name in settings.LANGUAGES]
