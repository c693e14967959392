import pytest
from django.test import Client

from accounts.models import User

LISTS = [
    "",
    "images/",
    "documents/",
    "media/",
    "snippets/",
    "users/",
    "pages/",
    "reports/site-history/",
    "search-insight/report/",
]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_of_the_admin_opens(client: Client, db: None, path: str) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    assert client.get(f"/admin/{path}").status_code == 200
