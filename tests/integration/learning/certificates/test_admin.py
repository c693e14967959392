"""Coordinators: find, put right, revoke, issue to many; templates are shown as they would be printed."""

import base64
import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.models import Certificate, CertificateTemplate, SigningKey
from learning.services.rotate_keys import rotate_keys
from learning.verify_code import grouped
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.conftest import School


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def found(desk: Client, words: str) -> list[str]:
    answer: Any = desk.get(reverse("certificates:index"), {"q": words})
    assert answer.status_code == 200
    return [one.code for one in answer.context["object_list"]]


def test_a_certificate_is_found_by_name_course_address_and_code(desk: Client, certificate: Certificate) -> None:
    for words in ("ionescu", "Your practice", "learner@example", grouped(certificate.code).lower()):
        assert found(desk, words) == [certificate.code], words
    assert found(desk, "Nobody") == []


def test_only_those_with_the_right_come_in(client: Client, certificate: Certificate, named: User) -> None:
    paths = [reverse("certificates:index"), reverse("certificates:issue"), reverse("certificates:show", args=[certificate.pk])]
    named.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(named)
    assert {client.get(path).status_code for path in paths} <= {302, 403}
    named.user_permissions.add(Permission.objects.get(codename="issue_certificate"))
    client.force_login(User.objects.get(pk=named.pk))
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]


def test_a_name_is_put_right_and_a_wrong_one_is_refused(desk: Client, certificate: Certificate) -> None:
    path = reverse("certificates:name", args=[certificate.pk])
    assert desk.post(path, {"name": "\u200e\x01"}).status_code == 422
    assert desk.post(path, {"name": "Ștefania-Ana Ionescu"}).status_code == 302
    assert Certificate.objects.get().holder_name == "Ștefania-Ana Ionescu"
    anonymise_user(user=certificate.user)
    assert desk.post(path, {"name": "Ștefania Ionescu"}).status_code == 422
    page = desk.get(reverse("certificates:show", args=[certificate.pk])).content.decode()
    assert ("Closed and forgotten" in page, "Put the name right" in page) == (True, False)
    assert "(forgotten)" in desk.get(reverse("certificates:index")).content.decode()


def test_letters_that_cannot_be_printed_are_shown_to_the_coordinator(desk: Client, certificate: Certificate) -> None:
    Certificate.objects.update(holder_name="Ana 𐌰")
    assert "“𐌰”" in desk.get(reverse("certificates:show", args=[certificate.pk])).content.decode()


def test_revoking_asks_for_a_reason(desk: Client, certificate: Certificate) -> None:
    path = reverse("certificates:revoke", args=[certificate.pk])
    assert (desk.post(path, {"reason": " "}).status_code, Certificate.objects.get().revoked_at) == (422, None)
    assert desk.post(path, {"reason": "Issued to the wrong person"}).status_code == 302
    assert Certificate.objects.get().revocation_reason == "Issued to the wrong person"


def test_a_list_is_looked_at_before_it_is_issued(desk: Client, school: School, certificate: Certificate) -> None:
    path, addresses = reverse("certificates:issue"), "learner@example.org; coordinator@example.org\nnobody@example.org"
    values = {"course_key": str(school.course.translation_key), "kind": "appreciation", "addresses": addresses}
    looked: Any = desk.post(path, {**values, "try": "1"})
    assert [(row.address, row.outcome) for row in looked.context["rows"]] == [
        ("learner@example.org", "issued"), ("coordinator@example.org", "issued"), ("nobody@example.org", "unknown"),
    ]  # fmt: skip
    assert (looked.context["ready"], Certificate.objects.count()) == (2, 1)
    assert desk.post(path, {**values, "kind": "honour", "issue": "1"}).status_code == 422
    assert desk.post(path, {**values, "issue": "1"}).status_code == 302
    assert Certificate.objects.filter(kind="appreciation").count() == 2


def test_everybody_who_has_finished_is_a_list_too(desk: Client, school: School, certificate: Certificate) -> None:
    Certificate.objects.all().delete()
    path, values = reverse("certificates:issue"), {"course_key": str(school.course.translation_key), "addresses": ""}
    assert desk.post(path, {**values, "kind": "participation", "issue": "1"}).status_code == 422
    assert desk.post(path, {**values, "kind": "completion", "issue": "1"}).status_code == 302
    assert list(Certificate.objects.values_list("user__email", "kind")) == [("learner@example.org", "completion")]


def template_form(**values: str) -> dict[str, str]:
    texts = {"texts-TOTAL_FORMS": "1", "texts-INITIAL_FORMS": "0", "texts-MIN_NUM_FORMS": "0", "texts-MAX_NUM_FORMS": "1000"}
    words = {"texts-0-language": "ro", "texts-0-title": "Adeverință", "texts-0-signatory": "Vesna Ilić", "texts-0-ORDER": "1"}
    return {"course_key": "", "kind": "completion", "is_issued": "on", "shows_hours": "on", **texts, **words, **values}


def test_a_template_is_shown_as_it_would_be_printed_before_it_is_saved(desk: Client, school: School) -> None:
    preview = reverse("wagtailsnippets_learning_certificatetemplate:preview_on_add")
    assert desk.post(preview, template_form()).json()["is_valid"] is True
    pictures = []
    for language in ("ro", "mk"):
        page = desk.get(preview, {"mode": language, "in_preview_panel": "true"}).content.decode()
        assert f'<html lang="{language}">' in page
        start = page.index("base64,") + 7
        pictures.append(base64.b64decode(page[start : page.index('"', start)]))
    assert [picture[:4] for picture in pictures] == [b"<svg", b"<svg"]
    assert pictures[0] != pictures[1]
    assert list(CertificateTemplate.objects.all()) == []


def test_there_is_one_template_of_a_kind_for_a_course(desk: Client, school: School) -> None:
    add = reverse("wagtailsnippets_learning_certificatetemplate:add")
    for key in ("", str(school.course.translation_key)):
        assert desk.post(add, template_form(course_key=key)).status_code == 302
        assert desk.post(add, template_form(course_key=key)).status_code == 200
    kept = CertificateTemplate.objects.order_by("pk")
    assert [(one.course_title, one.words("title", "ro")) for one in kept] == [
        ("All courses", "Adeverință"), ("Your practice", "Adeverință"),
    ]  # fmt: skip


def test_the_command_rotates_keys(db: None, capsys: pytest.CaptureFixture[str], client: Client) -> None:
    rotate_keys(now=NOW)
    call_command("rotate_keys")
    assert (SigningKey.objects.filter(retired_at=None).count(), SigningKey.objects.exclude(withdrawn_at=None).count()) == (1, 0)
    call_command("rotate_keys", "--withdraw")
    newest = SigningKey.objects.get(retired_at=None)
    assert str(newest.public_id) in capsys.readouterr().out
    assert len(json.loads(client.get("/.well-known/jwks.json").content)["keys"]) == 2
