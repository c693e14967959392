"""Every question about twelve hidden words in every form: `tests/integration/search/test_hidden.py` asks some."""

from collections.abc import Iterator

import pytest
from django.test import Client

from cms.home.models import HomePage
from search.services.outbox import drain
from tests.integration.search.test_hidden import leaks, like_them, questions
from tests.search.hiding import TOKENS, prepare

pytestmark = pytest.mark.long

FORMS = ("format=csv", "format=atom", "api")  # those that do not repeat the question


def asking(token: str) -> Iterator[str]:
    begun, misspelt = token[:-2], f"{token[:-2]}{token[-1]}{token[-2]}"
    for filters in ("", "&theme=shared", "&lang=sl&sort=newest", "&kind=news&country=RO&sort=title"):
        yield from questions(f"q={token}{filters}", forms=("format=csv", "api"))
        for text in (misspelt, begun, f"{begun}*", f"letter+{misspelt}", f"letter+{begun}*", f'"{begun}+letter"'):
            yield from questions(f"q={text}{filters}", forms=("", "view=map", *FORMS))
    for length in range(1, len(token)):
        yield f"/en/search/suggest?q={token[:length]}"
        yield f"/sl/search/suggest?q=theme+{token[:length]}"


@pytest.mark.parametrize("is_stale", [True, False])
def test_no_question_brings_out_what_is_hidden(client: Client, home: HomePage, is_stale: bool) -> None:
    hide = prepare(home)
    like_them(home)
    drain()
    hide()
    if not is_stale:
        drain()
    assert leaks(client, (address for token in TOKENS for address in asking(token))) == []
