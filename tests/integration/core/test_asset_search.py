import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index", "wagtailmedia:index"])
def test_what_is_not_deleted_can_be_searched(admin_client: Client, name: str) -> None:
    assert admin_client.get(reverse(name), {"q": "loom"}).status_code == 200
