from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from cms.news.queries.articles import listing
from core.models import BasePage


class NewsIndexPage(BasePage):
    """All the news of one language."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    template = "pages/news_index_page.html"
    section_slug = "news"
    kind_label = _("News")
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsArticle"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("news section")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing(section=self, parameters=request.GET)}
