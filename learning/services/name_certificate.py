import unicodedata
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import Certificate
from learning.models.certificate import composed

LONGEST = 200


class NameIsSetError(Exception):
    """The certificate bears a name already: only a coordinator may put its spelling right."""


class BadNameError(ValueError):
    """The name is empty, too long, or holds characters that nobody can see."""


class HolderForgottenError(Exception):
    """The holder has asked to be forgotten: the certificate bears no name again."""


def _written(name: str) -> str:
    clean = composed(name)
    if not 0 < len(clean) <= LONGEST or any(unicodedata.category(one) in {"Cc", "Cs", "Co", "Cn"} for one in clean):
        raise BadNameError
    return clean


@transaction.atomic
def write_name(*, certificate: Certificate, user: User, name: str) -> Certificate:
    """Put the name on a certificate that bears none yet; its holder may do that once. Raises NameIsSetError, BadNameError."""
    row = Certificate.objects.select_for_update().get(pk=certificate.pk, user=user)
    if row.holder_name:
        raise NameIsSetError
    row.holder_name = _written(name)
    row.save(update_fields=["holder_name"])
    return row


@transaction.atomic
def correct_name(*, certificate: Certificate, name: str, now: datetime) -> Certificate:
    """Put a spelling right; code and contents stay, the day is public. Raises BadNameError, HolderForgottenError."""
    row = Certificate.objects.select_for_update().select_related("user").get(pk=certificate.pk)
    if row.user.anonymised_at is not None:
        raise HolderForgottenError
    written = _written(name)
    if written != row.holder_name:
        row.name_corrected_at = now if row.holder_name else row.name_corrected_at
        row.holder_name = written
        row.save(update_fields=["holder_name", "name_corrected_at"])
    return row


def forget_names(*, user: User) -> int:
    """Take the name off every certificate of somebody who asked to be forgotten; return how many bore one."""
    return Certificate.objects.filter(user=user).exclude(holder_name="").update(holder_name="", name_corrected_at=None)
