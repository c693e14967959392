from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.enums import TermKind
from core.queries.facets import Facet, Listing, narrow, term_labels
from core.queries.images import card_images
from learning.enums import Level
from learning.models import CoursePage
from learning.queries.gate import conditions
from learning.queries.outline import outlines


def _levels(values: Iterable[str]) -> dict[str, str]:
    return {level.value: str(level.label) for level in Level}


FACETS = [
    Facet("level", _("Level"), "level", _levels),
    Facet("theme", _("Theme"), "themes__code", term_labels(TermKind.THEME)),
    Facet("audience", _("Audience"), "audiences__code", term_labels(TermKind.AUDIENCE)),
]


def published(section: Page) -> QuerySet[CoursePage]:
    courses: QuerySet[CoursePage] = CoursePage.objects.child_of(section).live().public()
    return courses.order_by("path").prefetch_related("themes", card_images())


def listing(*, section: Page, parameters: QueryDict) -> Listing[CoursePage]:
    """Return the courses of a catalogue, each with its outline."""
    found = narrow(published(section), FACETS, parameters)
    courses = list(found.page.object_list)
    read = outlines(courses)
    asked = conditions(courses, now=timezone.now())
    for course in courses:
        course.outline = read[course.pk]
        course.condition = asked[course.pk]
    found.page.object_list = courses
    return found
