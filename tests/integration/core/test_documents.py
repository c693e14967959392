"""Documents: private files that a view hands out, those in *Restricted* not to everybody."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from accounts.models import User
from core.models import Document

pytestmark = pytest.mark.django_db


def document(collection: Collection) -> Document:
    made: Document = Document.objects.create(title="List", collection=collection, file=ContentFile(b"names", name="list.txt"))
    return made


def test_a_document_is_for_everybody_until_it_is_deleted(client: Client) -> None:
    made = document(Collection.objects.get(depth=2, name="Public"))
    assert b"".join(client.get(made.url)) == b"names"
    made.delete()
    assert client.get(made.url).status_code == 404


def test_a_restricted_document_is_only_for_those_who_may_change_it(client: Client) -> None:
    url = document(Collection.objects.get(depth=2, name="Restricted").add_child(name="Mentors only")).url
    assert client.get(url, follow=True).status_code == 404
    client.force_login(User.objects.create_user("learner@example.org", "x"))
    assert client.get(url, follow=True).status_code == 404
    client.force_login(User.objects.create_superuser("admin@example.org", "x"))
    assert b"".join(client.get(url)) == b"names"
