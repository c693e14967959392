from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from cms.practices.queries.practices import listing
from core.models import BasePage


class GoodPracticeIndexPage(BasePage):
    """The good practices of one language, to be narrowed by what somebody looks for."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    template = "pages/good_practice_index_page.html"
    section_slug = "good-practices"
    kind_label = _("Good practices")
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.GoodPracticePage"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("good practice section")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing(section=self, parameters=request.GET)}
