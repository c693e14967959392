"""Addresses outside the locales."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/nothing", "/media/nothing.mp4", "/static/nothing.css"])
def test_what_is_missing_among_files_and_data_stays_missing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_is_missing_among_pages_is_looked_for_in_a_locale(client: Client) -> None:
    answer = client.get("/nothing/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/nothing/")


def test_browsers_that_ask_for_the_old_icon_get_ours(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/identity/favicon.svg")
