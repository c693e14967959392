import os
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from learning.models import SigningKey
from learning.signatures import CannotUnsealError, new_pair, seal, unseal


@dataclass(frozen=True)
class OpenKey:
    """The key in use, with its private half (32 bytes) as only the signing process holds it."""

    row: SigningKey
    private: bytes


def _make(now: datetime) -> OpenKey:
    private, public = new_pair()
    row = SigningKey(created_at=now, public_key=public)
    row.sealed_private_key = seal(private, secret=settings.SECRET_KEY, name=row.public_id.bytes, nonce=os.urandom(12))
    row.save(force_insert=True)
    return OpenKey(row, private)


@transaction.atomic
def rotate_keys(*, now: datetime, withdraw: bool = False) -> OpenKey:
    """Retire the key in use and make a new one. What was signed stays good: the old public key goes on being published.

    With `withdraw` it does not, because somebody else may have the private half: what it signed is worth nothing from now on.
    """
    in_use = SigningKey.objects.select_for_update().filter(retired_at=None)
    in_use.update(retired_at=now, withdrawn_at=now if withdraw else None)
    return _make(now)


def key_in_use(*, now: datetime) -> OpenKey:
    """Return the key to sign with, made now if there is none or if the secret key of the installation has changed since."""
    row = SigningKey.objects.filter(retired_at=None).first()
    if row is None:
        try:
            with transaction.atomic():
                return _make(now)
        except IntegrityError:  # another process was first
            row = SigningKey.objects.get(retired_at=None)
    try:
        secrets = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        return OpenKey(row, unseal(bytes(row.sealed_private_key), secrets=secrets, name=row.public_id.bytes))
    except CannotUnsealError:
        return rotate_keys(now=now)
