from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.practices.models import GoodPracticePage
from core.queries.body_text import body_text
from media_pipeline.queries.body_videos import spoken_in
from search.documents import Passage, SearchDocument
from search.pages import day_of, names_of, page_documents
from search.registry import register, register_kind

FACETS = {"theme": "themes", "audience": "audiences", "discipline": "disciplines", "method": "methods"}


def practice_documents(practice: GoodPracticePage) -> list[SearchDocument]:
    terms = {facet: list(getattr(practice, field).prefetch_related("texts")) for facet, field in FACETS.items()}
    organisations = [*filter(None, [practice.lead_organisation]), *practice.partners.all()]
    every_term = [term for found in terms.values() for term in found]
    cues = spoken_in(practice.body, language=practice.locale.language_code)
    return page_documents(
        practice,
        kind="practice",
        body=_body(practice),
        published_on=day_of(practice),
        keywords=[*names_of([*every_term, *organisations]), *practice.tags.names()],
        facets={
            **{facet: [term.code for term in found] for facet, found in terms.items()},
            "country": [practice.country.code or ""],
            "year": [str((practice.starts_on or day_of(practice)).year)],
        },
        passages=[Passage(cue.text, seconds=cue.start) for cue in cues],
    )


def _body(practice: GoodPracticePage) -> str:
    """Everything that a reader of the record reads, in its order."""
    rows = [f"{row.indicator}: {row.baseline} → {row.result}" for row in practice.evidence_rows.all()]
    changes = [adaptation.what_changed for adaptation in practice.adaptations.all()]
    parts = [
        practice.town,
        _plain(practice.context_and_problem),
        body_text(practice.steps),
        body_text(practice.body),
        *rows,
        _plain(practice.what_did_not_work),
        _plain(practice.conditions),
        _plain(practice.what_to_adapt),
        body_text(practice.first_steps),
        practice.skills,
        practice.opinion,
        *changes,
    ]
    return "\n\n".join(part for part in parts if part)


def _plain(rich_text: str) -> str:
    """Rich text without its markup; paragraphs do not run into each other."""
    return strip_tags(rich_text.replace("</p>", "</p>\n").replace("</li>", "</li>\n")).strip()


register(GoodPracticePage, practice_documents)
register_kind("practice", one=_("Good practice"), many=_("Good practices"))
