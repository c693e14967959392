"""Ed25519 signatures in the compact form of JWS (RFC 7515, RFC 8037), and private keys sealed for the database."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes
_PURPOSE = b"trellis: private keys of certificates"


class CannotUnsealError(Exception):
    """The secret key is not the one that the private key was sealed with."""


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(payload: dict[str, Any], *, header: dict[str, Any], key: bytes) -> str:
    """Return `payload` signed with the private Ed25519 `key` (32 bytes), as `header.payload.signature`."""
    parts = [json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() for part in (header, payload)]
    signed = ".".join(base64url(part) for part in parts)
    return f"{signed}.{base64url(Ed25519PrivateKey.from_private_bytes(key).sign(signed.encode()))}"


def new_pair() -> tuple[bytes, bytes]:
    """Return a new private and its public Ed25519 key, 32 bytes each."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode()))


def seal(private: bytes, *, secret: str, name: bytes, nonce: bytes) -> bytes:
    """Encrypt a private key (AES-256-GCM). `name` is bound to it: sealed under one name it does not open under another.

    `nonce` is 12 random bytes, never used again with the same secret.
    """
    if len(nonce) != _NONCE:
        raise ValueError(f"A nonce has {_NONCE} bytes.")
    return nonce + _cipher(secret).encrypt(nonce, private, name)


def unseal(sealed: bytes, *, secrets: list[str], name: bytes) -> bytes:
    """Return the private key; the first of `secrets` that opens it counts. Raises CannotUnsealError where none does."""
    for secret in secrets:
        try:
            return _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], name)
        except InvalidTag:
            continue
    raise CannotUnsealError
