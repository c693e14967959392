from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class PracticeAdaptation(TranslatableMixin, Orderable):
    """Somebody tried it elsewhere: who, where, and what they changed."""

    page = ParentalKey("practices.GoodPracticePage", on_delete=models.CASCADE, related_name="adaptations")
    organisation = models.ForeignKey(
        "core.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="adaptations"
    )
    country = CountryField(verbose_name=_("country"))
    what_changed = models.CharField(_("what changed"), max_length=300)

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("country")]),
        FieldPanel("what_changed"),
    ]
    override_translatable_fields = [SynchronizedField("country")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("adaptation")
