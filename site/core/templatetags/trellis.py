from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page as PageOfResults
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core.clock import clock
from core.covers import cover as weave
from core.icons import ICONS
from core.models import FunderKit, FunderKitText
from core.models.localised import Localised
from core.queries.translation import LanguageLink, language_links

register = template.Library()
register.filter(clock)

_LOCAL_NAMES = {
    "en": "English",
    "ro": "Română",
    "nb": "Norsk bokmål",
    "sr-latn": "Srpski (latinica)",
    "sr-cyrl": "Српски (ћирилица)",
    "sl": "Slovenščina",
    "mk": "Македонски",
    "hr": "Hrvatski",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; with a label it speaks for itself, without one it is decoration."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" {}><path d="{}"/></svg>', meaning, ICONS[name])


@register.simple_tag(takes_context=True)
def cover(context: Context, page: Any, width: int = 640, height: int = 400) -> SafeString:
    """Weave the cover of a page without a picture. Translations of one page share it: the seed is their common key."""
    return woven(context, str(page.translation_key), page.topic, width, height)


@register.simple_tag(takes_context=True)
def woven(context: Context, seed: str, topic: str, width: int, height: int) -> SafeString:
    """Weave a cover for what is no page at hand, such as a hit of the search."""
    return mark_safe(weave(seed, theme=topic, width=width, height=height, copy=_copies(context, seed)))


def _copies(context: Context, seed: str) -> int:
    """How many covers of this seed the response holds already."""
    drawn: dict[str, int] = context["request"].__dict__.setdefault("_covers", {}) if context.get("request") else {}
    drawn[seed] = drawn.get(seed, -1) + 1
    return drawn[seed]


@register.simple_tag(takes_context=True)
def teaser(context: Context, page: Any, **extra: Any) -> SafeString:
    """Show a page inside another one, as its own type wants to be shown."""
    outer: Any = context.flatten()
    values = {**outer, "page": page, **extra}
    return mark_safe(render_to_string(page.teaser_template, values, request=context.get("request")))


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[LanguageLink]:
    """The language menu of this page, read once for the masthead and the footer."""
    request = context["request"]
    if not hasattr(request, "_language_links"):
        page = context.get("page")
        request._language_links = language_links(page if isinstance(page, Page) else None, request.path)
    links: list[LanguageLink] = request._language_links
    return links


@register.simple_tag(takes_context=True)
def readable(context: Context) -> list[LanguageLink]:
    """The languages that this page can be read in, its own included."""
    return [link for link in languages(context) if link.page is not None]


@register.simple_tag(takes_context=True)
def current(context: Context, section: str) -> SafeString:
    """Mark the link of the section that this page stands in."""
    _locale, _, rest = context["request"].path.lstrip("/").partition("/")
    if rest == f"{section}/":
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"' if rest.startswith(f"{section}/") else "")


@register.simple_tag
def funder_credits() -> list[FunderKit]:
    """The funders that stand on every page, each with its texts, in one query."""
    texts = FunderKitText.objects.filter(parent__on_every_page=True).select_related("parent__logo").order_by("parent__name")
    kits: dict[FunderKit, list[FunderKitText]] = {}
    for text in texts:
        kits.setdefault(text.parent, []).append(text)
    for kit, rows in kits.items():
        kit._prefetched_objects_cache = {"texts": rows}
    return list(kits)


@register.filter
def words(record: Localised, name: str) -> str:
    """A text of a record that is one row for all languages: `kit|words:"credit"`."""
    return record.words(name)


@register.filter
def local_name(code: str) -> str:
    """The language in its own words: `nb` → `Norsk bokmål`."""
    return _LOCAL_NAMES.get(code, code)


@register.filter
def bcp47(code: str) -> str:
    """The code as the `lang` attribute writes it: `sr-latn` → `sr-Latn`."""
    language, _, rest = code.partition("-")
    return f"{language}-{rest.title()}" if len(rest) == 4 else code


@register.simple_tag
def site_name() -> str:
    return settings.WAGTAIL_SITE_NAME


@register.filter
def page_numbers(results: PageOfResults[Any]) -> list[Any]:
    """The numbers to link to: the first, the last, those around the current one, and “…” for the rest."""
    return list(results.paginator.get_elided_page_range(results.number, on_each_side=2, on_ends=1))


@register.filter
def plainly(field: BoundField) -> SafeString:
    """A form field without a placeholder: the label above says what it is, and stays."""
    field.field.widget.attrs.pop("placeholder", None)
    return SafeString(field)
