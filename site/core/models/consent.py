from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.enums import ConsentPurpose


class ConsentQuerySet(models.QuerySet["Consent"]):
    def about(self, asset: models.Model) -> "ConsentQuerySet":
        """Narrow to one image, video or page."""
        return self.filter(asset_type=ContentType.objects.get_for_model(asset), asset_id=asset.pk)


class Consent(models.Model):
    """Who agreed to what, about which asset, when, and when they took it back. A record is never edited away."""

    person = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="consents", verbose_name=_("person"))
    guardian = models.CharField(_("given by (guardian)"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=16, choices=ConsentPurpose.choices)
    # Assets live in apps above core (a video, a page), so the reference is generic.
    asset_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asset_id = models.PositiveBigIntegerField(null=True, blank=True)
    asset = GenericForeignKey("asset_type", "asset_id")
    description = models.CharField(_("what it covers"), max_length=300, blank=True)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on"]
        indexes = [models.Index(fields=["asset_type", "asset_id"], name="consent_asset")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"
