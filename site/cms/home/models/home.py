from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel, Panel

from core.models import BasePage


class HomePage(BasePage):
    """The front page of one language: a statement, the search box, one lead, and what is newest in each section."""

    statement = models.CharField(_("statement"), max_length=120, help_text=_("The sentence that the site opens with."))
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    lead_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on the cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    featured_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("course to begin with"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    template = "pages/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("statement"),
        FieldPanel("lead"),
        MultiFieldPanel([PageChooserPanel("lead_page"), PageChooserPanel("featured_page")], heading=_("Featured")),
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.home.queries.front import front  # the query reads page types whose parent is this one

        context = super().get_context(request, *args, **kwargs)
        return {**context, "front": front(self)}
