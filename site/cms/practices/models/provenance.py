from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField

from cms.practices.enums import Licence

_REVIEW_AFTER_MONTHS = 18


class ProvenanceFields(models.Model):
    """Under which terms it may be used, which state of it this is, and until when it can be relied on."""

    contact = models.CharField(
        _("contact"),
        max_length=200,
        help_text=_("A public channel of the organisation: the address of a web page or of an office, never of a person."),
    )
    licence = models.CharField(_("licence"), max_length=16, choices=Licence.choices, default=Licence.CC_BY)
    version = models.CharField(_("version"), max_length=20, default="1")
    last_checked_on = models.DateField(
        _("last checked on"), null=True, default=timezone.localdate, help_text=_("A review is due 18 months later.")
    )

    provenance_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("contact"),
                FieldRowPanel([FieldPanel("licence"), FieldPanel("version"), FieldPanel("last_checked_on")]),
            ],
            heading=_("Contact, licence and review"),
        )
    ]
    provenance_translatable_fields = [
        SynchronizedField("contact"),
        SynchronizedField("licence"),
        SynchronizedField("version"),
        SynchronizedField("last_checked_on"),
    ]

    class Meta:
        abstract = True

    @property
    def review_due_on(self) -> date | None:
        """The first day of the month that is 18 months after the last check."""
        if self.last_checked_on is None:
            return None
        months = self.last_checked_on.year * 12 + self.last_checked_on.month - 1 + _REVIEW_AFTER_MONTHS
        return date(months // 12, months % 12 + 1, 1)

    @property
    def contact_url(self) -> str:
        """The contact as a link; empty when it is words only."""
        if self.contact.startswith(("https://", "http://")):
            return self.contact
        return f"mailto:{self.contact}" if "@" in self.contact and " " not in self.contact else ""
