from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Orderable, TranslatableMixin


class PracticeDocument(TranslatableMixin, Orderable):
    """A template or report that comes with the practice."""

    page = ParentalKey("practices.GoodPracticePage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey("core.Document", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("what it is"), max_length=160, blank=True)

    panels: ClassVar[list[Panel]] = [FieldPanel("document"), FieldPanel("label")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("document")
