from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.practices.enums import Currency
from core.blocks.text import FEATURES


class TransferFields(models.Model):
    """What somebody elsewhere needs to know before trying it."""

    conditions = RichTextField(_("conditions"), features=FEATURES, help_text=_("Where it works, and where it will not."))
    what_to_adapt = RichTextField(_("what to adapt"), features=FEATURES, help_text=_("What has to change in another place."))
    first_steps = StreamField(
        [("step", CharBlock(label=_("Step"), max_length=240))],
        verbose_name=_("first three steps"),
        max_num=3,
        help_text=_("What to do on the first day, the next one, and the one after it."),
    )
    minimum_budget = models.DecimalField(
        _("minimum budget"), max_digits=9, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    minimum_budget_currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, default=Currency.EUR)

    transfer_panels: ClassVar[list[Panel]] = [
        FieldPanel("conditions"),
        FieldPanel("what_to_adapt"),
        FieldPanel("first_steps"),
        FieldRowPanel([FieldPanel("minimum_budget"), FieldPanel("minimum_budget_currency")], heading=_("Minimum budget")),
        MultiFieldPanel(
            [InlinePanel("transfer_factors", label=_("factor"), heading=_("Factors"), min_num=1)],
            heading=_("How far it travels"),
        ),
    ]
    transfer_translatable_fields = [
        SynchronizedField("minimum_budget"),
        SynchronizedField("minimum_budget_currency"),
    ]

    class Meta:
        abstract = True


class TransferFactor(TranslatableMixin, Orderable):
    """How well it would survive one change, such as another language: 1 (hardly) to 5 (as it is)."""

    page = ParentalKey("practices.GoodPracticePage", on_delete=models.CASCADE, related_name="transfer_factors")
    factor = models.CharField(_("factor"), max_length=80, help_text=_("Such as: other languages, online only, other ages."))
    score = models.PositiveSmallIntegerField(
        _("transferability"),
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1: hardly. 5: as it is."),
    )

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("factor"), FieldPanel("score")])]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("factor")
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="transfer_factor_score_1_to_5")
        ]
