import re

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from accounts.models import User

PASSWORD = "a-quiet-loom-2026"


def _sign_up(client: Client, email: str) -> None:
    response = client.post("/ro/accounts/signup/", {"email": email, "password1": PASSWORD})
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.django_db
def test_signing_up_logs_in_and_keeps_the_language(client: Client) -> None:
    _sign_up(client, "ana@example.org")
    user = User.objects.get()
    assert (user.email, user.language, client.session["_auth_user_id"]) == ("ana@example.org", "ro", str(user.pk))


@pytest.mark.django_db
def test_the_address_is_the_login_whatever_its_case(client: Client) -> None:
    User.objects.create_user("ana@example.org", PASSWORD)
    response = client.post("/en/accounts/login/", {"login": "ANA@Example.org", "password": PASSWORD})
    assert (response.status_code, "_auth_user_id" in client.session) == (302, True)


@pytest.mark.django_db
def test_one_account_an_address_whatever_its_case() -> None:
    User.objects.create_user("ana@example.org", PASSWORD)
    with pytest.raises(IntegrityError):
        User.objects.create_user("ANA@example.org", PASSWORD)


@pytest.mark.django_db
def test_a_wrong_password_is_explained_beside_its_summary(client: Client) -> None:
    response = client.post("/en/accounts/login/", {"login": "ana@example.org", "password": "wrong"})
    text = response.content.decode()
    assert (response.status_code, 'role="alert"' in text, "The email address and/or password" in text) == (200, True, True)


@pytest.mark.django_db
def test_a_forgotten_password_is_replaced_by_mail(client: Client) -> None:
    User.objects.create_user("ana@example.org", "the-old-one-2026")
    client.post("/en/accounts/password/reset/", {"email": "Ana@example.org"})
    address = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert address is not None
    form = client.get(address[1], follow=True)
    response = client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert response.status_code == 200
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["login", "signup", "password/reset", "password/reset/done", "confirm-email"])
def test_the_pages_at_the_door_wear_the_design(client: Client, path: str) -> None:
    text = client.get(f"/en/accounts/{path}/").content.decode()
    assert (text.count("<h1"), 'class="masthead"' in text, "placeholder=" in text) == (1, True, False)


@pytest.mark.django_db
def test_the_admin_asks_at_the_same_door(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/en/accounts/login/")
