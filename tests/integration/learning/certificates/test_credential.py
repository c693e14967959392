"""The Open Badge is checked by libraries that know nothing of us, with the keys that we publish."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from learning.models import Certificate, SigningKey
from learning.services.revoke_certificate import revoke_certificate
from learning.services.rotate_keys import rotate_keys
from learning.services.sign_credential import NothingToSignError, sign_credential
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.certificates.forgeries import forgeries

Fetch = Callable[[str], bytes]


@pytest.fixture
def fetch(client: Client) -> Fetch:
    """What a verifier gets from an address of ours."""

    def get(url: str) -> bytes:
        answer = client.get(url.partition("//")[2].partition("/")[2].join(["/", ""]))
        assert answer.status_code == 200, url
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer
        return answer.content

    return get


def published(fetch: Fetch) -> KeySet:
    return KeySet.import_key_set(json.loads(fetch("http://x/.well-known/jwks.json")))


def read(token: str, keys: KeySet) -> dict[str, Any]:
    checked: dict[str, Any] = json.loads(jws.deserialize_compact(token, keys, algorithms=["EdDSA"]).payload)
    return checked


def badge_verifier(token: str, fetch: Fetch) -> OB3Verifier:
    """The reference implementation of another project, with the key that the credential names."""
    kid = jws.extract_compact(token.encode()).headers()["kid"]
    key = OKPKey.import_key(json.loads(fetch(kid)))
    return OB3Verifier(key.as_pem(private=False).decode())


def test_an_independent_library_reads_the_badge(certificate: Certificate, fetch: Fetch) -> None:
    token = sign_credential(certificate=certificate, now=NOW)
    assert sign_credential(certificate=certificate, now=NOW + timedelta(days=1)) == token
    payload = read(token, published(fetch))
    base = "http://127.0.0.1:8000"
    where = f"{base}/credentials/status/0"
    assert {name: payload[name] for name in ("id", "jti", "iss", "nbf", "type", "validFrom", "credentialStatus")} == {
        "id": f"{base}/verify/{certificate.code}/",
        "jti": f"{base}/verify/{certificate.code}/",
        "iss": f"{base}/credentials/issuer",
        "nbf": int(NOW.timestamp()),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "validFrom": "2026-10-02T09:30:00Z",
        "credentialStatus": {
            "id": f"{where}#{certificate.pk}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.pk),
            "statusListCredential": where,
        },
    }
    badge = badge_verifier(token, fetch).verify(token)
    assert (badge.issuer.name, badge.achievement.name) == ("Trellis", "Your practice")
    assert "learner@example.org" not in json.dumps(payload)
    for address in (payload["iss"], payload["credentialSubject"]["achievement"]["id"]):
        assert json.loads(fetch(address))["id"] == address


def test_a_revoked_badge_is_refused_by_others_too(certificate: Certificate, fetch: Fetch) -> None:
    token = sign_credential(certificate=certificate, now=datetime.now(UTC))
    verifier = badge_verifier(token, fetch)
    verifier.verify(token, check_status=True, download=fetch)
    revoke_certificate(certificate=certificate, reason="Issued to the wrong person", now=NOW)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(token, check_status=True, download=fetch)
    certificate.refresh_from_db()
    with pytest.raises(NothingToSignError):
        sign_credential(certificate=certificate, now=NOW)


def test_what_an_old_key_signed_stays_good_unless_it_was_withdrawn(certificate: Certificate, fetch: Fetch) -> None:
    first = sign_credential(certificate=certificate, now=NOW)
    rotate_keys(now=NOW)
    second = sign_credential(certificate=certificate, now=NOW)
    keys = published(fetch)
    assert (len(keys.keys), first != second, read(first, keys)) == (2, True, read(second, keys))
    rotate_keys(now=NOW, withdraw=True)
    keys = published(fetch)
    assert read(first, keys) == read(sign_credential(certificate=certificate, now=NOW), keys)
    with pytest.raises((JoseError, ValueError)):
        read(second, keys)


def test_a_new_secret_key_means_a_new_signing_key_and_nothing_is_lost(certificate: Certificate, fetch: Fetch) -> None:
    first = sign_credential(certificate=certificate, now=NOW)
    with override_settings(SECRET_KEY="another-secret", SECRET_KEY_FALLBACKS=[]):
        second = sign_credential(certificate=certificate, now=NOW)
    assert read(first, published(fetch)) == read(second, published(fetch))
    assert SigningKey.objects.count() == 2


def test_private_keys_are_nowhere_to_be_read(certificate: Certificate, fetch: Fetch) -> None:
    sign_credential(certificate=certificate, now=NOW)
    key = SigningKey.objects.get()
    assert set(json.loads(fetch("http://x/.well-known/jwks.json"))["keys"][0]) == {"kty", "crv", "x", "kid", "alg", "use"}
    assert len(bytes(key.sealed_private_key)) == 12 + 32 + 16


def test_no_forged_or_mutated_credential_is_accepted(certificate: Certificate, fetch: Fetch) -> None:
    token = sign_credential(certificate=certificate, now=NOW)
    keys, verifier = published(fetch), badge_verifier(token, fetch)
    assert read(token, keys)["jti"]
    assert accepted(forgeries(token, random.Random(2026), 500), keys, verifier) == []


def accepted(tokens: list[str], keys: KeySet, verifier: OB3Verifier) -> list[str]:
    """Return the tokens that one of the two libraries takes."""
    return [token for token in tokens if _is_taken(token, keys, verifier)]


def _is_taken(token: str, keys: KeySet, verifier: OB3Verifier) -> bool:
    try:
        read(token, keys)
    except (JoseError, ValueError):
        try:
            verifier.verify(token)
        except OB3VerificationError:
            return False
    return True
