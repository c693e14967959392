"""What is not public stands nowhere: twelve words, each of a page that is hidden in another way, on every surface.

`tests/long` asks every question in every form; the engines are asked in `test_engines`.
"""

from collections.abc import Iterable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from cms.home.models import HomePage
from core.models import Term
from search.models import IndexedDocument, PendingChange
from search.services.index import touch
from search.services.outbox import drain
from tests.factories import cms
from tests.search.hiding import TOKENS, page_about, prepare

PAGES = ("/sitemap.xml", "/en/", "/en/news/", "/en/stories/", "/sl/", "/sl/search/", "/en/search/opensearch.xml")


def common(like: str) -> Iterator[str]:
    """Yield the addresses that hold whatever there is; `like` is a page that has most in common with what is hidden."""
    yield from [*PAGES, like]
    for query in ("", "q=letter", "theme=shared", "q=letter&theme=shared&sort=title", "q=letter&lang=sl"):
        yield from questions(query, forms=("", "view=map", "format=csv", "format=atom", "api"))
    yield from ("/en/search/suggest?q=letter", "/en/search/suggest?q=the", "/sl/search/suggest?q=th")


def questions(query: str, *, forms: tuple[str, ...]) -> Iterator[str]:
    for form in forms:
        yield f"/api/search?{query}" if form == "api" else f"/en/search/?{query}&{form}"


def asking(token: str) -> Iterator[str]:
    """Yield the questions that come nearest to a word; no answer repeats the whole of it by itself."""
    begun, misspelt = token[:-2], f"{token[:-2]}{token[-1]}{token[-2]}"
    yield from questions(f"q={token}", forms=("format=csv", "api"))
    yield from questions(f"q={misspelt}", forms=("", "api"))
    yield from questions(f"q={begun}*", forms=("", "format=atom"))
    yield from (f"/en/search/suggest?q={begun}", f"/en/search/suggest?q=letter+{token[:3]}")


def leaks(client: Client, addresses: Iterable[str]) -> list[str]:
    cache.clear()
    found = []
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 302, 404}, address
        text = response.content.decode()
        found += [f"{token} at {address}" for token in TOKENS if token in text]
    return found


def like_them(home: HomePage) -> str:
    page = cms.article(home, title="A letter like theirs", themes=[Term.objects.get(code="shared")])
    touch(page)
    return page.url


@pytest.mark.parametrize("is_stale", [True, False])
def test_what_is_hidden_stands_nowhere(client: Client, home: HomePage, is_stale: bool) -> None:
    hide = prepare(home)
    like = like_them(home)
    drain()
    public = [token for token in TOKENS if IndexedDocument.objects.filter(title__contains=token).exists()]
    assert public == list(TOKENS[2:11])
    found = leaks(client, asking(TOKENS[2]))
    assert len([leak for leak in found if leak.startswith(TOKENS[2])]) == 8  # every question finds what is public
    hide()
    if not is_stale:
        drain()
    every = [*common(like), *(address for token in TOKENS for address in asking(token))]
    assert (leaks(client, every), PendingChange.objects.exists()) == ([], is_stale)


def test_a_public_word_is_found_in_the_same_places(client: Client, home: HomePage) -> None:
    page_about(TOKENS[3], home)
    like = like_them(home)
    drain()
    found = {leak.partition("?")[0].partition(" at ")[2] for leak in leaks(client, common(like))}
    assert {like, "/sitemap.xml", "/en/news/", "/en/search/", "/api/search", "/en/search/suggest"} <= found
