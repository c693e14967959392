import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ALGORITHM = "EdDSA"


class SigningKey(models.Model):
    """A pair of Ed25519 keys. The private half is sealed with the installation's secret key (`learning.signatures`)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    algorithm = models.CharField(max_length=8, default=ALGORITHM, editable=False)
    public_key = models.BinaryField(editable=False)
    sealed_private_key = models.BinaryField(editable=False)
    created_at = models.DateTimeField(editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False, help_text="No longer published: somebody else may have it.")

    class Meta:
        verbose_name = _("signing key")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["algorithm"], condition=Q(retired_at=None), name="signing_key_one_in_use"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(retired_at__isnull=False), name="signing_key_withdrawn_is_retired"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
