from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from core.models import BasePage


class ModulePage(BasePage):
    """A chapter of a course. It has no page of its own: its address leads to its place in the syllabus."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    kind_label = _("Module")
    parent_page_types: ClassVar[list[str]] = ["learning.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["learning.LessonPage"]
    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("module")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    @property
    def anchor(self) -> str:
        return f"module-{self.pk}"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(f"{self.get_parent().get_url(request)}#{self.anchor}")
