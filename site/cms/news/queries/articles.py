from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.news.enums import NewsKind
from cms.news.models.article import NewsArticle
from core.enums import TermKind
from core.queries.facets import Facet, Listing, narrow, term_labels
from core.queries.images import card_images
from core.queries.visibility import published

FACETS = [
    Facet("kind", _("Kind"), "kind", lambda values: {kind.value: str(kind.label) for kind in NewsKind}),
    Facet("theme", _("Theme"), "themes__code", term_labels(TermKind.THEME)),
    Facet("year", _("Year"), "published_on__year", lambda years: {year: year for year in years}, is_number=True),
]


def newest(section: Page) -> QuerySet[NewsArticle]:
    """Return the public articles below `section`, the newest first."""
    articles: QuerySet[NewsArticle] = published(NewsArticle.objects.child_of(section))
    return articles.order_by("-published_on", "-pk").select_related("locale").prefetch_related("themes__texts", card_images())


def listing(*, section: Page, parameters: QueryDict) -> Listing[NewsArticle]:
    return narrow(newest(section), FACETS, parameters)
