"""A real Elasticsearch and a real OpenSearch that are killed, lose their index and run out of disk, while the site goes on."""

import json
import os
import signal
import time
import urllib.request
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from core.registries.integrity import checks
from search.engines import breaker, server_engine
from search.engines.guarded import lag
from search.models import IndexedDocument, UnsentDocument
from search.queries.search import SearchQuery, run
from search.queries.status import status
from search.sweeps import compare_server, offer_waiting
from tests.factories.search import a_document, change, follow_tags, thing_behind
from tests.search.running import SearchServer

pytestmark = pytest.mark.services


@pytest.fixture
def site(search_server: SearchServer, settings: Settings, own_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose changes are committed, moved to the server by `SEARCH_URL` alone. A busy machine is no slow server."""
    monkeypatch.setattr("search.engines.server_index.SEARCH_SECONDS", 30.0)
    settings.SEARCH_URL = f"{search_server.url}/upkeep"
    follow_tags()
    for number in range(120):
        thing_behind(a_document(f"Letter {number}", facets={"theme": ["heritage"]}))
    well()
    compare_server()
    assert (lag(), found(), fsck()) == ("", (120, False), [])


def well() -> None:
    breaker.reading.reset()
    breaker.writing.reset()
    offer_waiting()


def found(text: str = "letter") -> tuple[int, bool]:
    answer = run(SearchQuery(text=text))
    return answer.total, answer.limited


def fsck() -> list[str]:
    """Return what the search's checks say; the demo's own pages are no concern of this test."""
    found = [(name, finding.sentence) for name, run in checks().items() if name.startswith("search, ") for finding in run()]
    return [f"{name}: {sentence}" for name, sentence in found if name != "search, documents" or "core.Tag" in sentence]


def asked(server: SearchServer, method: str, path: str, body: Any = None) -> Any:
    base = server.url.replace(f"{server.product}://", "http://")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{base}{path}", data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def changes() -> None:
    """Publish, change and take back, as editors do who know nothing of servers."""
    first = thing_behind(a_document("Letter that is new"))
    change(first, a_document("Letter that is newer", id=first.slug))
    thing_behind(a_document("Letter taken back")).delete()
    thing_behind(a_document("Letter of the afternoon"))


def test_a_server_that_stops_answering_and_comes_back(
    site: None, search_server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not search_server.pid:
        pytest.skip("Somebody else's server is not stopped.")
    monkeypatch.setattr("search.engines.server_index.SEARCH_SECONDS", 2.0)
    os.killpg(search_server.pid, signal.SIGSTOP)
    try:
        before = time.monotonic()
        answers = [found() for _reader in range(5)]
        assert (answers, time.monotonic() - before < 10) == ([(120, True)] * 5, True), "waited for once"
        changes()
        assert (found(), status().limited) == ((122, True), "The search server does not answer.")
    finally:
        os.killpg(search_server.pid, signal.SIGCONT)
    monkeypatch.setattr("search.engines.server_index.SEARCH_SECONDS", 30.0)
    until_caught_up()
    assert (found(), found("newer"), found("taken"), fsck()) == ((122, False), (1, False), (0, False), [])


def test_an_index_that_somebody_deletes(site: None, search_server: SearchServer) -> None:
    for name in asked(search_server, "GET", "/upkeep/_alias"):
        asked(search_server, "DELETE", f"/{name}")
    assert found() == (120, True)
    changes()
    until_caught_up()
    assert (found(), fsck()) == ((122, False), [])


@pytest.mark.parametrize("block", ["read_only_allow_delete", "read_only", "write"])
def test_a_server_that_takes_nothing_more(site: None, search_server: SearchServer, block: str) -> None:
    """As it does by itself with a disk that is nearly full."""
    asked(search_server, "PUT", "/upkeep/_settings", {f"index.blocks.{block}": True})
    changes()
    assert (found(), {row.attempts for row in UnsentDocument.objects.all()}) == ((120, False), {0})
    asked(search_server, "PUT", "/upkeep/_settings", {f"index.blocks.{block}": None})
    until_caught_up()
    assert (found(), UnsentDocument.objects.count(), fsck()) == ((122, False), 0, [])


def test_a_reindex_beside_the_live_index(site: None, search_server: SearchServer) -> None:
    (before,) = asked(search_server, "GET", "/upkeep/_alias")
    engine = server_engine()
    assert engine is not None
    left = engine.beside()  # of one that was killed
    connection.close()
    call_command("reindex")
    (after,) = asked(search_server, "GET", "/upkeep/_alias")
    assert (after, after != before, found(), UnsentDocument.objects.count()) == (left._index, True, (120, False), 0)
    assert (set(asked(search_server, "GET", "/upkeep*/_alias")), fsck()) == ({after}, [])


def test_what_the_server_does_not_hold_is_found_and_mended(site: None, search_server: SearchServer) -> None:
    one = IndexedDocument.objects.filter(source="core.Tag").first()
    assert one is not None
    (name,) = asked(search_server, "GET", "/upkeep/_alias")
    asked(search_server, "DELETE", f"/{name}/_doc/{one.pk}?version=99&version_type=external&refresh=true")
    asked(search_server, "PUT", f"/{name}/_doc/987654?refresh=true", {"pk": 987654, "title": "letter"})
    said = "search, server: The search server does not hold what the database holds: missing 1, left over 1."
    assert fsck() == [said]


def until_caught_up() -> None:
    deadline = time.monotonic() + 120
    while UnsentDocument.objects.filter(attempts=0).exists() or found()[1]:
        assert time.monotonic() < deadline, "the server never caught up"
        well()
        time.sleep(0.2)
