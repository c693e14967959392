from datetime import datetime

from django.db import transaction

from learning.models import Certificate


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, now: datetime) -> Certificate:
    """Take a certificate back: the day is public from now on, `reason` is for the holder. The first time counts, for good.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A certificate is not revoked without a reason.")
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if row.revoked_at is None:
        row.revoked_at, row.revocation_reason = now, reason.strip()
        row.save(update_fields=["revoked_at", "revocation_reason"])
    return row
