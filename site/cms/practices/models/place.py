from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField


def _degrees(limit: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(Decimal(-limit)), MaxValueValidator(Decimal(limit))]


class PlaceFields(models.Model):
    """Where it happened, exactly enough for a pin on a map of Europe. Degrees are WGS 84."""

    country = CountryField(verbose_name=_("country"))
    town = models.CharField(_("town"), max_length=120)
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, validators=_degrees(90), help_text=_("Such as 45.7489")
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, validators=_degrees(180), help_text=_("Such as 21.2087")
    )

    place_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("town")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Place"),
            help_text=_("The town is enough: never the address of a person."),
        )
    ]
    place_translatable_fields = [
        SynchronizedField("country"),
        SynchronizedField("town"),
        SynchronizedField("latitude"),
        SynchronizedField("longitude"),
    ]

    class Meta:
        abstract = True
