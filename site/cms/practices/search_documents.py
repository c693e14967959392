from collections.abc import Iterable

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.practices.models import GoodPracticePage
from core.queries.body_text import body_text
from search.documents import Passage, SearchDocument
from search.pages import day_of, names_of, page_documents, told
from search.registry import register, register_kind

FACETS = {"theme": "themes", "audience": "audiences", "discipline": "disciplines", "method": "methods"}


def practice_documents(practice: GoodPracticePage) -> list[SearchDocument]:
    terms = {facet: list(getattr(practice, field).prefetch_related("texts")) for facet, field in FACETS.items()}
    organisations = [*filter(None, [practice.lead_organisation]), *practice.partners.all()]
    every_term = [term for found in terms.values() for term in found]
    before, sections = told(practice.body)
    return page_documents(
        practice,
        kind="practice",
        body=practice.town,
        published_on=day_of(practice),
        keywords=[*names_of([*every_term, *organisations]), *practice.tags.names()],
        facets={
            **{facet: [term.code for term in found] for facet, found in terms.items()},
            "country": [practice.country.code or ""],
            "year": [str((practice.starts_on or day_of(practice)).year)],
        },
        passages=_sections(practice, sections, before),
    )


def _sections(practice: GoodPracticePage, sections: list[Passage], before: str) -> list[Passage]:
    """Everything that a reader of the record reads, in its order, each part at its own heading."""
    rows = [f"{row.indicator}: {row.baseline} → {row.result}" for row in practice.evidence_rows.all()]
    changes = [adaptation.what_changed for adaptation in practice.adaptations.all()]
    transfer = [_plain(practice.conditions), _plain(practice.what_to_adapt), body_text(practice.first_steps)]
    parts = [
        ("problem", _plain(practice.context_and_problem)),
        ("approach", _joined([body_text(practice.steps), before])),
        *((section.anchor, section.text) for section in sections),
        ("evidence", _joined(rows)),
        ("cost", practice.skills),
        ("failed", _plain(practice.what_did_not_work)),
        ("transfer", _joined(transfer)),
        ("opinion", practice.opinion),
        ("adapted", _joined(changes)),
    ]
    return [Passage(text, anchor=anchor) for anchor, text in parts if text]


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _plain(rich_text: str) -> str:
    """Rich text without its markup; paragraphs do not run into each other."""
    return strip_tags(rich_text.replace("</p>", "</p>\n").replace("</li>", "</li>\n")).strip()


register(GoodPracticePage, practice_documents)
register_kind("practice", one=_("Good practice"), many=_("Good practices"))
