from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Orderable, TranslatableMixin


class StoryProtagonist(TranslatableMixin, Orderable):
    """Somebody the story is about: a record that can be withdrawn, or a role for who wants no name."""

    page = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="protagonists")
    person = models.ForeignKey(
        "core.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(
        _("role"), max_length=160, help_text=_("Such as: “Mentee, cycle 2”. Shown alone when the person is not public.")
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("person"), FieldPanel("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("protagonist")
