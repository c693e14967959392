"""A page ends with what is like it."""

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.home.models import HomePage
from core.models import Term
from search.services.index import touch
from search.services.outbox import drain
from tests.factories import cms


def test_pages_end_with_what_is_like_them(client: Client, home: HomePage, themes: list[Term]) -> None:
    def asked(number: int) -> tuple[int, str]:
        pages = [cms.story(home, themes=themes[:2], title=f"The violinist {one}, {number}") for one in range(number)]
        others = [cms.article(home, themes=themes[:2], title=f"Violinists meet, {number}, {one}") for one in range(2)]
        for page in [*pages, *others]:
            touch(page)
        drain()
        client.get(pages[0].url)
        with CaptureQueriesContext(connection) as captured:
            html = client.get(pages[0].url).content.decode()
        return len(captured), html.partition('id="related"')[2]

    cache.clear()
    few, html = asked(4)
    assert (html.count('<article class="card"'), "The violinist 0, 4" in html) == (3, False)
    many, _html = asked(20)
    assert (many, many <= 20) == (few, True)
