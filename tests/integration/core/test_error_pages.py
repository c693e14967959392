from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from cms.home.models import HomePage
from tests.factories.cms import article


def test_an_unknown_address_offers_the_search(client: Client, home: HomePage) -> None:
    response = client.get("/en/nothing/")
    text = response.content.decode()
    assert (response.status_code, text.count("<h1"), 'action="/en/search/"' in text) == (404, 1, True)


def test_a_broken_page_needs_neither_request_nor_database() -> None:
    with translation.override("en"):
        text = render_to_string("500.html")
    assert (text.count("<h1"), "Something broke on our side" in text) == (1, True)


def test_a_protected_page_asks_for_its_password(client: Client, home: HomePage) -> None:
    page = article(home)
    page.view_restrictions.create(restriction_type="password", password="loom")
    asked = client.get(page.url)
    text = asked.content.decode()
    assert (asked.templates[0].name, text.count("<h1"), 'type="password"' in text) == ("pages/password_required.html", 1, True)
