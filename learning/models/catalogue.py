from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from core.models import BasePage


class CataloguePage(BasePage):
    """All the courses of one language."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    template = "pages/catalogue_page.html"
    section_slug = "learn"
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = ["learning.CoursePage"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("course catalogue")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only below a home page, which this app does not know by name."""
        return bool(super().can_create_at(parent)) and parent.depth == 2

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.queries.catalogue import listing  # the query needs the page types

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing(section=self, parameters=request.GET)}
