from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class SiteTexts(TranslatableMixin):
    """The words that stand on every page, one row a language; the newest row of a language counts."""

    mission = models.TextField(_("mission"), max_length=400, help_text=_("One or two sentences for the footer."))
    licence = models.CharField(_("licence note"), max_length=200, blank=True)
    notice = models.CharField(_("notice"), max_length=200, blank=True, help_text=_("Such as: “Demonstration content”."))

    panels: ClassVar[list[Panel]] = [FieldPanel("mission"), FieldPanel("licence"), FieldPanel("notice")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("site texts")
        verbose_name_plural = _("site texts")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale.language_code})"
