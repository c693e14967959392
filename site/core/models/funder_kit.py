import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.models.localised import Localised, LocalisedText


class FunderKit(Localised, ClusterableModel):
    """What a funder wants to see beside what it paid for: logo, credit sentence and disclaimer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    logo = models.ForeignKey("core.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    website = models.URLField(_("website"), blank=True)
    on_every_page = models.BooleanField(_("credit it on every page"), default=False)

    class Meta:
        verbose_name = _("funder kit")
        verbose_name_plural = _("funder kits")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FunderKitText(LocalisedText):
    parent = ParentalKey(FunderKit, on_delete=models.CASCADE, related_name="texts")
    credit = models.TextField(_("credit sentence"))
    disclaimer = models.TextField(_("disclaimer"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="funder_kit_text_once_a_language")]
