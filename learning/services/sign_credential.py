from datetime import datetime
from typing import Any

from learning.models import Certificate
from learning.queries.credential import credential, jwk, status_list
from learning.services.rotate_keys import key_in_use
from learning.signatures import compact


class NothingToSignError(Exception):
    """The certificate bears no name, or was taken back."""


def _signed(payload: dict[str, Any], *, kind: str, now: datetime) -> str:
    key = key_in_use(now=now)
    header = {"alg": key.row.algorithm, "typ": kind, "kid": jwk(key.row)["kid"]}
    return compact(payload, header=header, key=key.private)


def sign_credential(*, certificate: Certificate, now: datetime) -> str:
    """Return the certificate as a signed credential (VC-JWT); with the same key it is the same to the letter.

    Raises NothingToSignError.
    """
    if not certificate.holder_name or certificate.revoked_at is not None:
        raise NothingToSignError
    return _signed(credential(certificate), kind="JWT", now=now)


def sign_status_list(*, number: int, now: datetime) -> str:
    """Return the signed list of what was revoked among `LIST_SIZE` certificates."""
    return _signed(status_list(number, now=now), kind="JWT", now=now)
