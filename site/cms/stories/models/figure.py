from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Orderable, TranslatableMixin


class StoryFigure(TranslatableMixin, Orderable):
    """A number of the story: “6 months” between two people who had never met."""

    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="figures")
    value = models.CharField(_("figure"), max_length=20)
    label = models.CharField(_("what it counts"), max_length=80)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("value"), FieldPanel("label")])]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("figure")
