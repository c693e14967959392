from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField

from cms.practices.enums import MoneyBand, OrganisationSize


class ResourceFields(models.Model):
    """What it took: days of staff, a band of money, and what cannot be bought."""

    staff_days = models.PositiveSmallIntegerField(
        _("days of staff"), null=True, help_text=_("Working days a year, of everybody together.")
    )
    money_band = models.CharField(_("money"), max_length=16, choices=MoneyBand.choices)
    money_note = models.CharField(
        _("what the money was for"), max_length=200, blank=True, help_text=_("Such as: paper, stamps, travel.")
    )
    duration = models.CharField(_("time"), max_length=200, help_text=_("From the idea to the first result: “six weeks”."))
    skills = models.CharField(_("skills"), max_length=200, help_text=_("What somebody in the team must be able to do."))
    space = models.CharField(_("space"), max_length=200, help_text=_("Rooms and equipment; “none” is an answer."))
    organisation_size = models.CharField(
        _("size of the organisation"), max_length=16, choices=OrganisationSize.choices, blank=True
    )

    resource_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("staff_days"), FieldPanel("duration")]),
                FieldRowPanel([FieldPanel("money_band"), FieldPanel("money_note")]),
                FieldRowPanel([FieldPanel("skills"), FieldPanel("space")]),
                FieldPanel("organisation_size"),
            ],
            heading=_("Resources needed"),
            help_text=_("Somebody with less than you reads this to decide whether to try."),
        )
    ]
    resource_translatable_fields = [
        SynchronizedField("staff_days"),
        SynchronizedField("money_band"),
        SynchronizedField("organisation_size"),
    ]

    class Meta:
        abstract = True
