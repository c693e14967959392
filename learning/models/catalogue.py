from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from core.models import BasePage


class CataloguePage(BasePage):
    """All the courses of one language."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    template = "pages/catalogue_page.html"
    section_slug = "learn"
    kind_label = _("Courses")
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = ["learning.CoursePage"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("course catalogue")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only below a home page, which this app does not know by name."""
        return bool(super().can_create_at(parent)) and parent.depth == 2

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find what lies below in one step; Wagtail would ask twice at every level, and a lesson lies three deep."""
        if not path_components:
            return super().route(request, path_components)
        below = "/".join([self.url_path.rstrip("/"), *path_components, ""])
        page = Page.objects.descendant_of(self).filter(url_path=below).first()
        return page.specific.route(request, []) if page else super().route(request, path_components)

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.queries.catalogue import listing  # the query needs the page types

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing(section=self, parameters=request.GET)}
