"""Anyone can check a code: genuine, revoked, run out, unknown, mistyped; never more than stands on the certificate."""

import random
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.models import Certificate
from learning.queries.certificate import find_certificate
from learning.services.name_certificate import correct_name
from learning.services.revoke_certificate import revoke_certificate
from learning.verify_code import canonical
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.certificates.forgeries import false_codes


@pytest.fixture(autouse=True)
def _nobody_was_here() -> None:
    cache.clear()


def look(client: Client, path: str) -> tuple[int, str | None, str]:
    answer: Any = client.get(path)
    assert (answer["X-Robots-Tag"], "Set-Cookie" in answer) == ("noindex", False)
    assert answer.content.decode().count("<h1") == 1
    return answer.status_code, answer.context.get("outcome"), answer.content.decode()


def test_a_genuine_one_says_what_stands_on_it_and_no_more(client: Client, certificate: Certificate, named: User) -> None:
    status, outcome, page = look(client, f"/en/verify/{certificate.code}/")
    assert (status, outcome) == (200, "valid")
    assert "Ștefania Ionescu" in page
    assert "2 October 2026" in page
    for private in (named.email, str(named.public_id), str(named.pk) + "@"):
        assert private not in page


def test_the_address_on_the_paper_leads_to_the_readers_language(client: Client, certificate: Certificate) -> None:
    path = f"/verify/{certificate.code}/"
    answer = client.get(path, headers={"accept-language": "ro"})
    assert (answer.status_code, answer["Location"]) == (302, f"/ro{path}")
    assert client.get(path, follow=True).status_code == 200


def test_a_code_is_found_however_it_is_typed(client: Client, certificate: Certificate) -> None:
    typed = certificate.grouped_code.lower().replace("0", "O").replace("1", "l")
    answer = client.get("/en/verify/", {"code": f" {typed} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/verify/{certificate.code}/")
    assert client.get(f"/en/verify/{typed}/")["Location"] == f"/en/verify/{certificate.code}/"


def test_a_typing_error_and_a_stranger_are_told_apart(client: Client, certificate: Certificate) -> None:
    code = certificate.code
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert look(client, f"/en/verify/{slip}/")[:2] == (404, "mistyped")
    assert look(client, "/en/verify/?code=certificate")[:2] == (404, "mistyped")
    Certificate.objects.update(code=verify_other(code))
    assert look(client, f"/en/verify/{code}/")[:2] == (404, "unknown")
    assert look(client, "/en/verify/")[:2] == (200, None)


def verify_other(code: str) -> str:
    return false_codes(code, random.Random(1), 1)[0]


def test_a_revoked_one_names_the_day_and_keeps_the_reason(client: Client, certificate: Certificate) -> None:
    revoke_certificate(certificate=certificate, reason="Somebody else sat the test", now=NOW.replace(day=9))
    status, outcome, page = look(client, f"/en/verify/{certificate.code}/")
    assert (status, outcome, "9 October 2026" in page, "Somebody else" in page) == (200, "revoked", True, False)


def test_one_that_has_run_out_says_until_when(client: Client, certificate: Certificate) -> None:
    Certificate.objects.update(valid_until=NOW.replace(day=9))
    status, outcome, page = look(client, f"/en/verify/{certificate.code}/")
    assert (status, outcome, "9 October 2026" in page) == (200, "expired", True)


def test_a_corrected_name_says_since_when(client: Client, certificate: Certificate) -> None:
    correct_name(certificate=certificate, name="Ștefania-Ana Ionescu", now=NOW.replace(day=9))
    _status, _outcome, page = look(client, f"/en/verify/{certificate.code}/")
    assert "The spelling of the name was put right on 9 October 2026" in page


def test_who_was_forgotten_is_named_nowhere(client: Client, certificate: Certificate, named: User) -> None:
    anonymise_user(user=named)
    status, outcome, page = look(client, f"/en/verify/{certificate.code}/")
    assert (status, outcome, "Ionescu" in page, "has asked us to forget" in page) == (200, "valid", False, True)


def test_machines_that_try_codes_are_slowed_down(client: Client, certificate: Certificate) -> None:
    codes = false_codes(certificate.code, random.Random(3), 31)
    answers = [look(client, f"/en/verify/{code}/")[:2] for code in codes]
    assert [status for status, _outcome in answers] == [404] * 30 + [429]
    assert look(client, f"/en/verify/{certificate.code}/")[:2] == (200, "valid")


def test_no_false_code_is_accepted(client: Client, certificate: Certificate) -> None:
    codes = false_codes(certificate.code, random.Random(2026), 500)
    assert [code for code in codes if find_certificate(canonical(code)) is not None] == []
    assert [code for code in codes[::20] if client.get(f"/en/verify/{code}/").status_code != 404] == []
