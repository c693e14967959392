from typing import Any

from django.db.models import prefetch_related_objects

from cms.practices.models.practice import GoodPracticePage


def record(practice: GoodPracticePage) -> dict[str, Any]:
    """What the page of a practice shows beside its own fields. A preview shows what has not been saved yet."""
    terms = {name: list(getattr(practice, name).all()) for name in ("themes", "audiences", "methods", "disciplines")}
    prefetch_related_objects([term for rows in terms.values() for term in rows], "texts")
    adaptations = list(practice.adaptations.all())
    prefetch_related_objects(adaptations, "organisation")
    documents = list(practice.documents.all())
    prefetch_related_objects(documents, "document")
    return {
        **terms,
        "adaptations": adaptations,
        "documents": documents,
        "evidence_rows": list(practice.evidence_rows.all()),
        "transfer_factors": list(practice.transfer_factors.all()),
        "partners": list(practice.partners.all()),
        "opinion_by": practice.opinion_by.public_name if practice.opinion_by else "",
    }
