"""Twelve ways in which a page is not public, each with a word that only it has."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from cms.home.models import HomePage
from core.enums import TermKind
from core.models import Term
from core.services.bin import move_to_bin
from search.services.index import touch
from tests.factories import cms
from tests.factories.core import term

TOKENS = (
    *("zorbivat", "kwelmaru", "plixonde", "yubratik", "grifosel", "dwantipo"),
    *("hexumbra", "jolkevin", "vurtamis", "snoqelab", "tibrazul", "ombrakey"),
)


def page_about(token: str, home: HomePage, make: Callable[..., Any] = cms.article, **fields: Any) -> Page:
    """Make a page with `token` in its title, summary and text, and with a term of its own; it is queued for the index."""
    shared = Term.objects.filter(code="shared").first() or term(code="shared", en="Shared")
    own = term(TermKind.THEME, code=token, en=f"Theme {token}")
    text = [("text", f"<p>A letter about {token}, a letter.</p>")]
    body: dict[str, Any] = {"advice": text, "place": token} if make is cms.story else {"body": text}
    named = {"title": f"The {token} letter", "slug": f"about-{token}", "lead": f"Of {token}."}
    page: Page = make(home, themes=[shared, own], **named, **body, **fields)
    touch(page)
    return page


def restrict(page: Page, kind: str, **fields: Any) -> None:
    restriction = PageViewRestriction(page=page, restriction_type=kind, **fields)
    restriction.save()
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.get_or_create(name="Mentors")[0])


def expire(page: Page) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)


def draft(page: Any, token: str) -> None:
    """Write `token` into the next version of a live page, which nobody has published."""
    page.title = f"The {token} letter"
    page.lead = f"Of {token}."
    page.save_revision()


def prepare(home: HomePage) -> Callable[[], None]:
    """Make twelve pages, as many of them public as can be; return what hides them."""
    soon: dict[str, Any] = {"live": False, "go_live_at": timezone.now() + timedelta(days=1)}
    page_about(TOKENS[0], home, live=False)
    page_about(TOKENS[1], home, **soon).specific.save_revision(approved_go_live_at=soon["go_live_at"])
    pages = [page_about(token, home) for token in TOKENS[2:8]]
    below = page_about(TOKENS[8], home, cms.story)
    moved = page_about(TOKENS[9], home)
    slovenian: Any = home.copy_for_translation(Locale.objects.get(language_code="sl"))
    slovenian.save_revision().publish()
    page_about(TOKENS[10], slovenian)
    kept = cms.article(home, title="A letter that stays", lead="It stays.")
    touch(kept)
    draft(kept, TOKENS[11])

    def hide() -> None:
        pages[0].specific.unpublish()
        expire(pages[1].specific)
        restrict(pages[2], PageViewRestriction.LOGIN)
        restrict(pages[3], PageViewRestriction.PASSWORD, password="x")
        move_to_bin(page=pages[4], user=None)
        pages[5].specific.delete()
        restrict(Page.objects.get(pk=below.get_parent().pk), PageViewRestriction.GROUPS)
        moved.refresh_from_db()
        moved.move(Page.objects.get(pk=below.get_parent().pk), pos="last-child")
        restrict(Page.objects.get(pk=slovenian.pk), PageViewRestriction.LOGIN)

    return hide
