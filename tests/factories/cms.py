from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from wagtail.models import Page

from cms.home.models import HomePage
from cms.news.models import NewsArticle, NewsIndexPage
from cms.practices.models import EvidenceRow, GoodPracticeIndexPage, GoodPracticePage, TransferFactor
from cms.stories.models import StoryFigure, StoryIndexPage, StoryPage, StoryProtagonist
from core.models import Term
from tests.factories.core import organisation

_numbers = count(1)
_TEXT = [("text", "<p>First meetings went to introductions.</p>")]


def section(home: HomePage, kind: type[Page]) -> Any:
    """The section of `home` of this type, made if there is none."""
    found = kind.objects.child_of(home).first()
    if found is None:
        title = {NewsIndexPage: "News", StoryIndexPage: "Stories", GoodPracticeIndexPage: "Good practices"}[kind]
        found = kind(title=title, slug=kind.section_slug, locale=home.locale)
        home.add_child(instance=found)
    return found


def article(home: HomePage, *, themes: list[Term] | None = None, **fields: Any) -> NewsArticle:
    number = next(_numbers)
    values = {"title": f"Article {number}", "slug": f"article-{number}", "lead": "What happened.", "body": _TEXT, **fields}
    page = NewsArticle(**{"published_on": date(2026, 11, 18), **values})
    page.themes.set(themes or [])
    section(home, NewsIndexPage).add_child(instance=page)
    return page


def story(home: HomePage, *, themes: list[Term] | None = None, **fields: Any) -> StoryPage:
    number = next(_numbers)
    parts = dict.fromkeys(["challenge", "turning_point", "change", "advice"], _TEXT)
    values = {"title": f"Story {number}", "slug": f"story-{number}", "lead": "What it was like.", **parts, **fields}
    page = StoryPage(**{"place": "Tromsfjord", "country": "NO", "told_on": date(2026, 11, 3), **values})
    page.themes.set(themes or [])
    page.protagonists = [StoryProtagonist(role="Mentee, cycle 2", locale=home.locale)]
    page.figures = [
        StoryFigure(value="6", label="months", locale=home.locale),
        StoryFigure(value="2", label="letters", locale=home.locale),
    ]
    section(home, StoryIndexPage).add_child(instance=page)
    return page


def practice_fields(**fields: Any) -> dict[str, Any]:
    """Every required field of a practice but its rows and terms."""
    number = next(_numbers)
    return {
        "title": f"Practice {number}",
        "slug": f"practice-{number}",
        "solution": "The mentee writes one page; the mentor answers it by hand.",
        "context_and_problem": "<p>First meetings went to introductions.</p>",
        "steps": [("step", {"title": "A question, not a form", "text": "<p>Two weeks before the first meeting.</p>"})],
        "country": "RO",
        "town": "Timișoara",
        "latitude": Decimal("45.7489"),
        "longitude": Decimal("21.2087"),
        "staff_days": 3,
        "money_band": "under-500",
        "duration": "Six weeks",
        "skills": "Careful reading",
        "space": "None",
        "evidence_level": 2,
        "what_did_not_work": "<p>A form with nine boxes.</p>",
        "conditions": "<p>Pairs are matched three weeks before they meet.</p>",
        "what_to_adapt": "<p>The question.</p>",
        "first_steps": [("step", "Translate the question."), ("step", "Ask the mentors."), ("step", "Read aloud.")],
        "minimum_budget": Decimal(150),
        "contact": "https://example.org/",
        "last_checked_on": date(2026, 10, 4),
        **fields,
    }


def practice_draft(home: HomePage, *, themes: list[Term], audiences: list[Term], **fields: Any) -> GoodPracticePage:
    """A complete practice that stands in no tree yet."""
    related = {name: fields.pop(name, []) for name in ("methods", "disciplines", "partners")}
    lead = fields.pop("lead_organisation", None) or organisation()
    page = GoodPracticePage(**practice_fields(lead_organisation=lead, locale=home.locale, **fields))
    page.themes.set(themes)
    page.audiences.set(audiences)
    for name, rows in related.items():
        getattr(page, name).set(rows)
    page.evidence_rows.add(
        EvidenceRow(indicator="Pairs with goals", baseline="4 of 15", result="14 of 15", source="log", locale=home.locale)
    )
    page.transfer_factors.add(TransferFactor(factor="Other languages", score=5, locale=home.locale))
    return page


def practice(home: HomePage, *, themes: list[Term], audiences: list[Term], **fields: Any) -> GoodPracticePage:
    page = practice_draft(home, themes=themes, audiences=audiences, **fields)
    section(home, GoodPracticeIndexPage).add_child(instance=page)
    return page
