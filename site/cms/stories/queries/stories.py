from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.stories.enums import StoryKind
from cms.stories.models.story import StoryPage
from core.enums import TermKind
from core.queries.facets import Facet, Listing, country_labels, narrow, term_labels
from core.queries.images import card_images
from core.queries.visibility import published

FACETS = [
    Facet("kind", _("Whose story"), "kind", lambda values: {kind.value: str(kind.label) for kind in StoryKind}),
    Facet("country", _("Country"), "country", country_labels),
    Facet("theme", _("Theme"), "themes__code", term_labels(TermKind.THEME)),
]


def newest(section: Page) -> QuerySet[StoryPage]:
    """Return the public stories below `section`, the newest first."""
    stories: QuerySet[StoryPage] = published(StoryPage.objects.child_of(section))
    return stories.order_by("-told_on", "-pk").select_related("locale").prefetch_related("themes__texts", card_images())


def listing(*, section: Page, parameters: QueryDict) -> Listing[StoryPage]:
    return narrow(newest(section), FACETS, parameters)
