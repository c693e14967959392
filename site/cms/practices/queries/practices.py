from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.practices.enums import EvidenceLevel
from cms.practices.models.practice import GoodPracticePage
from core.enums import TermKind
from core.queries.facets import Facet, Listing, country_labels, narrow, term_labels
from core.queries.images import card_images
from core.queries.visibility import published


def _evidence_labels(levels: Iterable[str]) -> dict[str, str]:
    return {str(level.value): str(level.label) for level in EvidenceLevel}


FACETS = [
    Facet("theme", _("Theme"), "themes__code", term_labels(TermKind.THEME)),
    Facet("country", _("Country"), "country", country_labels),
    Facet("audience", _("Audience"), "audiences__code", term_labels(TermKind.AUDIENCE)),
    Facet("discipline", _("Discipline"), "disciplines__code", term_labels(TermKind.DISCIPLINE)),
    Facet("method", _("Method"), "methods__code", term_labels(TermKind.METHOD)),
    Facet("evidence", _("Evidence"), "evidence_level", _evidence_labels, is_number=True),
]


def newest(section: Page) -> QuerySet[GoodPracticePage]:
    """Return the public practices below `section`, the newest first."""
    practices: QuerySet[GoodPracticePage] = published(GoodPracticePage.objects.child_of(section))
    return (
        practices.order_by("-first_published_at", "-pk")
        .select_related("locale")
        .prefetch_related("themes__texts", card_images())
    )


def listing(*, section: Page, parameters: QueryDict) -> Listing[GoodPracticePage]:
    return narrow(newest(section), FACETS, parameters)
