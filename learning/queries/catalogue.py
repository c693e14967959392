from collections.abc import Iterable

from django.db.models import Case, QuerySet, TextChoices, Value, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.enums import TermKind
from core.queries.facets import Facet, Labels, LanguageFacet, Listing, narrow, term_labels
from core.queries.images import card_images
from core.templatetags.trellis import local_name
from learning.enums import Admission, Length, Level
from learning.models import CoursePage
from learning.queries.course_languages import course_languages
from learning.queries.gate import conditions
from learning.queries.outline import outlines


def _named(kinds: type[TextChoices]) -> Labels:
    return lambda _values: {one.value: str(one.label) for one in kinds}


def _languages(codes: Iterable[str]) -> dict[str, str]:
    return {code: local_name(code) for code in codes}


_LENGTH = Case(
    When(hours__lte=2, then=Value(Length.SHORT.value)),
    When(hours__lte=6, then=Value(Length.MEDIUM.value)),
    When(hours__gt=6, then=Value(Length.LONG.value)),
    default=Value(""),
)
FACETS = [
    Facet("level", _("Level"), "level", _named(Level)),
    Facet("theme", _("Theme"), "themes__code", term_labels(TermKind.THEME)),
    Facet("audience", _("Audience"), "audiences__code", term_labels(TermKind.AUDIENCE)),
    LanguageFacet("language", _("Language"), "locale__language_code", _languages),
    Facet("length", _("Length"), "length", _named(Length)),
    Facet("admission", _("Who may learn"), "admission", _named(Admission)),
]


def published(section: Page) -> QuerySet[CoursePage]:
    courses: QuerySet[CoursePage] = CoursePage.objects.child_of(section).live().public().annotate(length=_LENGTH)
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
    spoken = course_languages(courses)
    for course in courses:
        course.languages = spoken[course.translation_key]
    found.page.object_list = courses
    return found
