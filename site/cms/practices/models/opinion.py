from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField


class OpinionFields(models.Model):
    """What somebody who knows the field says about it."""

    opinion = models.TextField(_("opinion"), max_length=1000, blank=True)
    opinion_by = models.ForeignKey(
        "core.Person", verbose_name=_("expert"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opinion_on = models.DateField(_("date of the opinion"), null=True, blank=True)

    opinion_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("opinion"), FieldRowPanel([FieldPanel("opinion_by"), FieldPanel("opinion_on")])],
            heading=_("Expert opinion"),
        )
    ]
    opinion_translatable_fields = [SynchronizedField("opinion_by"), SynchronizedField("opinion_on")]

    class Meta:
        abstract = True
