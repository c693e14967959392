from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.practices.enums import EvidenceLevel
from core.blocks.text import FEATURES


class EvidenceFields(models.Model):
    """How sure one can be that it worked, and what did not."""

    evidence_level = models.PositiveSmallIntegerField(
        _("level of evidence"),
        choices=EvidenceLevel.choices,
        null=True,
        help_text=_("Observed: the team saw it. Measured: counted before and after. Evaluated: by somebody from outside."),
    )
    what_did_not_work = RichTextField(
        _("what did not work"),
        features=FEATURES,
        help_text=_("Difficulties and dead ends: the part that others look for first."),
    )

    evidence_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("evidence_level"),
                InlinePanel("evidence_rows", label=_("indicator"), heading=_("Indicators"), min_num=1),
            ],
            heading=_("Evidence of success"),
        ),
        FieldPanel("what_did_not_work"),
    ]
    evidence_translatable_fields = [SynchronizedField("evidence_level")]

    class Meta:
        abstract = True


class EvidenceRow(TranslatableMixin, Orderable):
    """One indicator: what was there before, what came of it, and who says so."""

    page = ParentalKey("practices.GoodPracticePage", on_delete=models.CASCADE, related_name="evidence_rows")
    indicator = models.CharField(_("indicator"), max_length=160)
    baseline = models.CharField(_("before"), max_length=80, blank=True)
    result = models.CharField(_("after"), max_length=80)
    source = models.CharField(_("source"), max_length=160)
    link = models.URLField(_("link to the source"), blank=True)

    panels: ClassVar[list[Panel]] = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("baseline"), FieldPanel("result")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("link")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("indicator")
