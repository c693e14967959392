"""The address of a restricted video holds a token: good for one video, for the reader it was given to, for ten minutes at most.

The token stands in the path, so that the relative addresses inside playlists keep it. It names no right but proves one that was
asked for when it was made; whoever loses the right gets no new token (`docs/decisions/0060`).
"""

import time
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_encode

from accounts.models import User

LIFETIME = 600  # seconds
STEP = 60  # seconds in which a token stays the same, so that a browser may keep what it has fetched
PREFIX = "signed/"


class _Signer(TimestampSigner):
    def timestamp(self) -> str:
        return b62_encode(int(time.time()) // STEP * STEP)


def _signer() -> _Signer:
    return _Signer(sep=".", salt="media_pipeline.signed_address")


def reader(user: object) -> str:
    """Name a reader; empty for one without an account, whose token is good for everybody who holds it."""
    return str(user.pk) if isinstance(user, User) and user.is_authenticated else ""


def prefix(public_id: UUID, *, user: object) -> str:
    """Return what stands before `videos/<public_id>/…` in the addresses that `user` may open."""
    return f"{settings.MEDIA_URL}{PREFIX}{_signer().sign(f'{public_id}.{reader(user)}')}/"


def expires_in() -> int:
    """Return for how many seconds an address that is made now is good."""
    return LIFETIME - int(time.time()) % STEP


def reader_of(token: str, *, public_id: str) -> str | None:
    """Return whom `token` opens the files of this video for (see `reader`); None when it opens nothing of it."""
    try:
        video, _dot, named = _signer().unsign(token, max_age=LIFETIME).partition(".")
    except BadSignature:
        return None
    return named if video == public_id else None
