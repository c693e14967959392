from django.test import Client
from django.urls import reverse

from accounts.models import User


def test_deleting_an_account_in_the_admin_forgets_the_person_and_keeps_the_row(client: Client, db: None) -> None:
    admin = User.objects.create_superuser("admin@example.org", "a long password")
    person = User.objects.create_user("ana@example.org", "another long one", first_name="Ana", last_name="Ionescu")
    client.force_login(admin)
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    person.refresh_from_db()
    left = (person.email, person.get_full_name(), person.is_active, person.has_usable_password(), person.anonymised_at is None)
    assert left == (f"{person.public_id}@anonymous.invalid", "", False, False, False)


def test_somebody_forgotten_is_logged_out(client: Client, db: None) -> None:
    from accounts.services.anonymise_user import anonymise_user

    person = User.objects.create_user("ana@example.org", "another long one")
    client.force_login(person)
    anonymise_user(user=person)
    assert client.get("/en/my/").wsgi_request.user.is_authenticated is False
