"""Certificates as Open Badges 3.0 credentials (1EdTech), which are Verifiable Credentials 2.0 (W3C), before they are signed."""

import base64
import gzip
import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from core.addresses import absolute
from learning.models import Certificate, CoursePage, SigningKey
from learning.signatures import base64url

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
BADGE_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_SIZE = 131_072  # bits; the least that Bitstring Status List 1.0 allows, so that a bit hides among many
LIST_GOOD_FOR = timedelta(days=1)  # an old copy cannot hide a revocation for longer


def _address(name: str, *args: object) -> str:
    return absolute(reverse(name, args=args))


def verify_url(code: str) -> str:
    """Return the address on the certificate: without a language, so that it holds for every reader."""
    return absolute(f"/verify/{code}/")


def issuer() -> dict[str, Any]:
    return {
        "id": _address("credential_issuer"),
        "type": ["Profile"],
        "name": settings.WAGTAIL_SITE_NAME,
        "url": settings.WAGTAILADMIN_BASE_URL,
    }


def jwk(key: SigningKey) -> dict[str, str]:
    """Return a public key as RFC 8037 writes it."""
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": base64url(bytes(key.public_key)),
        "kid": _address("credential_key", key.public_id),
        "alg": key.algorithm,
        "use": "sig",
    }


def published_keys() -> list[SigningKey]:
    """Return the keys that signatures may be checked with, the one in use first; those of the past are among them."""
    return list(SigningKey.objects.filter(withdrawn_at=None).order_by("-created_at", "-pk"))


def achievement(course_key: uuid.UUID, kind: str, *, name: str, narrative: str) -> dict[str, Any]:
    return {
        "id": _address("credential_achievement", course_key, kind),
        "type": ["Achievement"],
        "name": name,
        "description": narrative,
        "criteria": {"narrative": narrative},
        "creator": issuer(),
    }


def achievement_of(course_key: uuid.UUID, kind: str) -> dict[str, Any] | None:
    """Return what a certificate for a course stands for; None where neither a course nor a certificate has this key."""
    given = Certificate.objects.filter(course_key=course_key, kind=kind).order_by("pk").first()
    if given is not None:
        return _achievement(given)
    course = CoursePage.objects.live().filter(translation_key=course_key).order_by("pk").first()
    return achievement(course_key, kind, name=course.title, narrative=course.summary or course.title) if course else None


def _achievement(certificate: Certificate) -> dict[str, Any]:
    said = certificate.printed
    narrative = "; ".join(part for part in [said.title, said.rule, *said.outline] if part)
    return achievement(certificate.course_key, certificate.kind, name=certificate.course_title, narrative=narrative)


def _identities(certificate: Certificate) -> list[dict[str, Any]]:
    """Say who holds it: the name as printed, and the e-mail address only as a hash that its owner can show to be theirs."""
    salt = certificate.code
    digest = sha256((certificate.user.email.lower() + salt).encode()).hexdigest()
    return [
        {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": certificate.holder_name},
        {
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "hashed": True,
            "identityHash": f"sha256${digest}",
            "salt": salt,
        },
    ]


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _claims(credential: dict[str, Any], valid_from: datetime, valid_until: datetime | None) -> dict[str, Any]:
    """Return the credential with the registered claims that repeat it (Open Badges 3.0, 8.2.4)."""
    dates = {"validFrom": _moment(valid_from), "nbf": int(valid_from.timestamp())}
    if valid_until:
        dates |= {"validUntil": _moment(valid_until), "exp": int(valid_until.timestamp())}
    holder = credential["issuer"]
    return {**credential, **dates, "iss": holder if isinstance(holder, str) else holder["id"], "jti": credential["id"]}


def status_place(certificate: Certificate) -> tuple[int, int]:
    """Return the number of the status list and the bit in it."""
    return divmod(certificate.pk, LIST_SIZE)


def credential(certificate: Certificate) -> dict[str, Any]:
    """Return the payload of the credential of a certificate that bears a name."""
    number, bit = status_place(certificate)
    status_list = _address("credential_status", number)
    document = {
        "@context": [VC_CONTEXT, BADGE_CONTEXT],
        "id": verify_url(certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.printed.title,
        "issuer": issuer(),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identities(certificate),
            "achievement": _achievement(certificate),
        },
        "credentialStatus": {
            "id": f"{status_list}#{bit}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(bit),
            "statusListCredential": status_list,
        },
    }
    return _claims(document, certificate.issued_at, certificate.valid_until)


def status_list(number: int, *, now: datetime) -> dict[str, Any]:
    """Return the credential that says which of `LIST_SIZE` certificates are revoked (Bitstring Status List 1.0)."""
    bits = bytearray(LIST_SIZE // 8)
    first = number * LIST_SIZE
    revoked = Certificate.objects.filter(pk__gte=first, pk__lt=first + LIST_SIZE).exclude(revoked_at=None)
    for pk in revoked.values_list("pk", flat=True):
        bits[(pk - first) // 8] |= 0x80 >> (pk - first) % 8
    url = _address("credential_status", number)
    packed = gzip.compress(bytes(bits), mtime=0)
    document = {
        "@context": [VC_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer()["id"],
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode(),
        },
    }
    return _claims(document, now, now + LIST_GOOD_FOR)
