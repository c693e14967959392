from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from core.models.image import Image
from core.models.term import Term

# Below a home page these addresses are taken, in every locale: by the sections and by the views of the site.
_SECTIONS = {"good-practices", "learn", "my", "news", "search", "stories", "verify"}
_ROUTES = {"accounts", "admin", "api", "documents", "feeds", "healthz", "join", "media", "readyz", "static"}
RESERVED_SLUGS = frozenset(_SECTIONS | _ROUTES)


class BasePage(Page):
    """What every public page has: how it looks in a list, in a search engine and on a social card."""

    listing_image = models.ForeignKey(
        "core.Image",
        verbose_name=_("listing image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For lists and social cards. Without one the page gets a woven cover of its own."),
    )
    listing_summary = models.CharField(
        _("listing summary"), max_length=300, blank=True, help_text=_("One or two sentences for lists.")
    )

    # Set on a page type that is one of the site's sections: its slug, the same in every locale.
    section_slug: ClassVar[str] = ""
    # The word above the title, and the template that shows this page inside others.
    kind_label: ClassVar[Any] = ""
    teaser_template: ClassVar[str] = "components/card.html"

    password_required_template = "pages/password_required.html"  # noqa: S105  the path of a template

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")
        ),
        MultiFieldPanel(
            [FieldPanel("listing_summary"), FieldPanel("listing_image")], heading=_("In lists and on social cards")
        ),
    ]
    override_translatable_fields = [SynchronizedField("listing_image")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.section_slug:
            self.slug = self.section_slug
        elif self.slug in RESERVED_SLUGS and self._stands_below_a_home_page():
            raise ValidationError({"slug": _("“%(slug)s” is the address of a section of the site.") % {"slug": self.slug}})

    def _stands_below_a_home_page(self) -> bool:
        return not self.path or self.depth == 3

    @property
    def summary(self) -> str:
        """The sentence for lists, cards and search results."""
        return self.listing_summary or self.search_description

    @cached_property
    def ancestor_list(self) -> list[Page]:
        """The pages above, the home page first: read once for the breadcrumb and for who may see the page."""
        return list(self.get_ancestors().filter(depth__gt=1)) if self.depth > 2 else []

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """As Wagtail's own, without asking for the ancestors twice; an alias is left to Wagtail."""
        if any(page.alias_of_id for page in [self, *self.ancestor_list]):
            return super().get_view_restrictions()
        above = [self.path[: self.steplen * depth] for depth in range(1, self.depth + 1)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    @cached_property
    def theme_list(self) -> list[Term]:
        """The page's themes with their words, read once for kicker, dyes and facts: in one query, or with a whole list."""
        from core.queries.words import with_words  # a query, which stands on the models

        themes: Any = self.themes.all() if hasattr(self, "themes") else []
        is_unread = isinstance(themes, models.QuerySet) and themes._result_cache is None
        return with_words(themes) if is_unread else list(themes)

    @property
    def theme(self) -> Term | None:
        """The first of the page's themes, for its kicker and its dyes."""
        return self.theme_list[0] if self.theme_list else None

    @property
    def topic(self) -> str:
        """The code of the theme that dyes the page's cover and kicker; empty where a page has none."""
        return self.theme.code if self.theme else ""

    @cached_property
    def picture(self) -> Image | None:
        """The listing image, while the people on it agree to be shown. Read in one query, or with a whole list beforehand."""
        from core.queries.images import shown_image  # the query reads page models

        if self.listing_image_id and "listing_image" not in self._state.fields_cache:
            return shown_image(self.listing_image_id)
        image = self.listing_image
        return image if image is not None and image.may_be_shown else None

    @property
    def description(self) -> str:
        """The sentence for search engines and social cards."""
        return self.search_description or self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "kind_label": self.kind_label}


class BinPage(Page):
    """Where deleted pages wait for 30 days: beside the home pages, outside every site. Made once, by a migration."""

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("bin")


class BinEntry(models.Model):
    """One deleted page: where it was and when it goes for good."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="bin_entry")
    former_parent_id = models.PositiveBigIntegerField()
    former_slug = models.CharField(max_length=255)
    deleted_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.page} ({self.deleted_at:%Y-%m-%d})"
