from typing import Any

from django.db.models import Value, prefetch_related_objects

from cms.practices.models.practice import GoodPracticePage
from core.models import Organisation, Person, Term
from core.queries.words import with_words

_TERMS = ("themes", "audiences", "methods", "disciplines")


def record(practice: GoodPracticePage) -> dict[str, Any]:
    """What the page of a practice shows beside its own fields. A preview shows what has not been saved yet."""
    chosen = _chosen(practice)
    terms = _terms(practice, chosen)
    practice.theme_list = terms["themes"]
    adaptations, documents = list(practice.adaptations.all()), list(practice.documents.all())
    prefetch_related_objects(documents, "document")
    organisations = Organisation.objects.in_bulk(
        {practice.lead_organisation_id, *(row.organisation_id for row in adaptations), *chosen["partners"]} - {None}
    )
    for row in adaptations:
        row.organisation = organisations[row.organisation_id]
    return {
        **terms,
        "adaptations": adaptations,
        "documents": documents,
        "evidence_rows": list(practice.evidence_rows.all()),
        "transfer_factors": list(practice.transfer_factors.all()),
        "lead_organisation": organisations.get(practice.lead_organisation_id),
        "partners": sorted((organisations[key] for key in chosen["partners"]), key=lambda partner: partner.name),
        "opinion_by": _name(practice.opinion_by_id),
    }


def _name(person: int | None) -> str:
    found = with_words(Person.objects.filter(pk=person)) if person else []
    return found[0].public_name if found else ""


def _chosen(practice: GoodPracticePage) -> dict[str, list[int]]:
    """The ids of terms and partners: in one query from the database, or from memory where a preview holds them."""
    names = [*_TERMS, "partners"]
    if practice.pk is None or getattr(practice, "_cluster_related_objects", None):
        return {name: [row.pk for row in getattr(practice, name).all()] for name in names}
    parts = []
    for name in names:
        field: Any = GoodPracticePage._meta.get_field(name)
        rows = field.remote_field.through.objects.filter(goodpracticepage=practice.pk)
        parts.append(rows.annotate(relation=Value(name)).values_list("relation", f"{field.m2m_reverse_field_name()}_id"))
    chosen: dict[str, list[int]] = {name: [] for name in names}
    for name, key in parts[0].union(*parts[1:], all=True):
        chosen[name].append(key)
    return chosen


def _terms(practice: GoodPracticePage, chosen: dict[str, list[int]]) -> dict[str, list[Term]]:
    wanted = {key for name in _TERMS for key in chosen[name]}
    terms = with_words(Term.objects.filter(pk__in=wanted))
    return {name: [term for term in terms if term.pk in chosen[name]] for name in _TERMS}
