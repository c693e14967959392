"""A search server that fails in every way it can: what is published arrives, what is asked is answered."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from search.engines import breaker, database_engine, server_engine
from search.engines.guarded import lag
from search.models import IndexedDocument, IndexState, PendingChange, UnsentDocument
from search.queries.search import SearchQuery, run
from search.queries.visibility import hidden_documents
from search.services.build import check
from search.services.outbox import drain
from search.services.rebuild import rebuild
from search.sweeps import compare_server, offer_waiting
from tests.factories.search import a_document, thing_behind
from tests.search.stub import Stub, stub_server

FULL_DISK = "disk usage exceeded flood-stage"


@pytest.fixture
def stub(settings: Settings, db: None) -> Iterator[Stub]:
    """A server of our own that holds what the rows hold: one letter."""
    with stub_server() as stub:
        settings.SEARCH_URL = stub.url
        published("letter one")
        compare_server()
        assert (stub.titles, lag()) == (["letter one"], "")
        yield stub


def published(title: str) -> Any:
    thing = thing_behind(a_document(title))
    drain()
    return thing


def found(text: str = "letter") -> tuple[int, bool]:
    answer = run(SearchQuery(text=text))
    return answer.total, answer.limited


def back() -> None:
    """The server is well again, and the time that it is left alone is over."""
    breaker.writing.reset()
    breaker.reading.reset()
    offer_waiting()


def test_what_is_published_reaches_the_server_in_one_call(stub: Stub) -> None:
    stub.bulks.clear()
    things = [thing_behind(a_document(f"letter {number}")) for number in range(30)]
    things[3].delete()
    drain()
    assert ([len(keys) for keys in stub.bulks], len(stub.titles), found()) == ([29], 30, (30, False))
    things[4].delete()
    drain()
    assert (len(stub.titles), UnsentDocument.objects.count(), found()) == (29, 0, (29, False))


@pytest.mark.parametrize("status", [500, 429, 503, 403])
def test_a_server_that_refuses_everything(stub: Stub, client: Client, status: int) -> None:
    stub.status = status
    published("letter two")
    pages = [client.get(path, {"q": "letter"}) for path in ("/en/search/", "/api/search")]
    assert [page.status_code for page in pages] == [200, 200]
    assert b"Limited results" in pages[0].content
    assert (pages[1].json()["limited"], pages[1].json()["total"]) == (True, 2)
    assert (PendingChange.objects.count(), UnsentDocument.objects.get().reason) == (
        0,
        "The search server refuses: out of order",
    )
    stub.status = 0
    back()
    assert (stub.titles, UnsentDocument.objects.count(), found()) == (["letter one", "letter two"], 0, (2, False))
    assert b"Limited results" not in client.get("/en/search/", {"q": "letter"}).content


def test_a_server_that_never_answers_is_waited_for_once(stub: Stub, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.server_index.SEARCH_SECONDS", 0.3)
    monkeypatch.setattr("search.engines.server_index.WRITE_SECONDS", 0.3)
    stub.hang = 1.0
    stub.asked.clear()
    for _reader in range(5):
        assert client.get("/api/search", {"q": "letter"}).json()["limited"]
    for number in range(3):
        published(f"letter {number}")
    assert stub.asked == ["POST /trellis/_search", "POST /trellis/_bulk"]
    stub.hang = 0.0
    back()
    assert (len(stub.titles), found()) == (4, (4, False))


def test_a_server_that_is_away(stub: Stub, settings: Settings, client: Client) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SEARCH_URL = f"opensearch://127.0.0.1:{free.getsockname()[1]}/trellis"
    IndexState.objects.update(server=settings.SEARCH_URL.replace("opensearch", "http"))
    assert lag() == ""
    published("letter two")
    assert (client.get("/api/search", {"q": "letter"}).json()["limited"], UnsentDocument.objects.count()) == (True, 1)
    assert compare_server() is None
    settings.SEARCH_URL = stub.url
    compare_server()
    back()
    assert (stub.titles, found()) == (["letter one", "letter two"], (2, False))


def test_what_nobody_can_read_is_not_an_error_of_the_page(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stub, "answer", lambda *_words: (200, {"hits": {"hits": [{"_id": "not a key"}]}}))
    assert (found(), published("letter two").pk > 0) == ((1, True), True)
    assert UnsentDocument.objects.count() == 1


def test_what_a_bulk_refuses_is_tried_again_alone_and_holds_up_no_other(stub: Stub) -> None:
    bad = thing_behind(a_document("letter bad"))
    drain()
    pk = str(IndexedDocument.objects.get(source_id=bad.pk).pk)
    stub.refuse[pk] = (400, "document_parsing_exception")
    stub.bulks.clear()
    bad.save()
    thing_behind(a_document("letter two"))
    drain()
    assert (len(stub.titles), [len(keys) for keys in stub.bulks], found()) == (3, [2], (3, False))
    row = UnsentDocument.objects.get()
    assert (row.attempts, row.reason, timedelta(seconds=50) < row.due_at - timezone.now()) == (
        1,
        "document_parsing_exception",
        True,
    )
    for attempts in (2, 3, 4, 5, 5):
        UnsentDocument.objects.update(due_at=timezone.now(), queued_at=timezone.now() - timedelta(hours=1))
        published("letter more")
        assert UnsentDocument.objects.get().attempts == attempts
    assert ([keys for keys in stub.bulks if pk in keys][1:], found()) == ([[pk]] * 4, (8, False))
    stub.refuse.clear()
    bad.save()
    drain()
    assert (UnsentDocument.objects.count(), len(stub.titles)) == (0, 8)


def test_a_bulk_that_cannot_be_read_is_taken_apart(stub: Stub) -> None:
    things = [thing_behind(a_document(f"letter {name}")) for name in ("two", "bad", "three")]
    stub.unreadable = {str(IndexedDocument.objects.order_by("-pk").values_list("pk", flat=True)[0] + 2)}
    drain()
    assert ({row.attempts for row in UnsentDocument.objects.all()}, stub.titles) == ({1}, ["letter one"])
    bad = IndexedDocument.objects.get(source_id=things[1].pk)
    assert stub.unreadable == {str(bad.pk)}
    UnsentDocument.objects.update(due_at=timezone.now())
    drain()
    assert (UnsentDocument.objects.get().document_pk, stub.titles) == (bad.pk, ["letter one", "letter three", "letter two"])


def test_a_full_disk_keeps_answering_until_it_is_too_far_behind(stub: Stub) -> None:
    stub.is_full = True
    published("letter two")
    row = UnsentDocument.objects.get()
    assert (row.attempts, FULL_DISK in row.reason, found()) == (0, True, (1, False))
    UnsentDocument.objects.update(queued_at=timezone.now() - timedelta(seconds=61))
    assert (found(), lag()) == ((2, True), "The search server is behind.")
    stub.is_full = False
    back()
    assert (stub.titles, found()) == (["letter one", "letter two"], (2, False))


def test_an_index_that_is_gone_is_built_from_the_rows(stub: Stub) -> None:
    stub.indexes.clear()
    stub.aliases.clear()
    assert found() == (1, True)
    breaker.reading.reset()
    published("letter two")
    assert (stub.titles, UnsentDocument.objects.count(), found()) == (["letter one", "letter two"], 0, (2, False))


def test_an_index_of_somebody_else_is_left_alone(stub: Stub) -> None:
    stub.aliases.clear()
    stub.indexes = {"trellis": {"1": (1, {"title": "theirs"})}}
    published("letter two")
    check()
    assert (stub.indexes["trellis"], found()[0]) == ({"1": (1, {"title": "theirs"})}, 0)
    UnsentDocument.objects.update(queued_at=timezone.now() - timedelta(seconds=61))
    assert found() == (2, True)


def test_what_was_taken_back_is_not_counted_while_the_server_still_holds_it(stub: Stub) -> None:
    thing = published("letter secret")
    pk = IndexedDocument.objects.get(source_id=thing.pk).pk
    stub.status = 503
    thing.delete()
    drain()
    stub.status = 0
    breaker.reading.reset()
    assert (len(stub.titles), hidden_documents(), found(), found("secret")) == (2, [pk], (1, False), (0, False))
    back()
    assert (stub.titles, hidden_documents()) == (["letter one"], [])


def test_who_sends_late_does_not_write_over_what_is_newer(stub: Stub) -> None:
    pk = IndexedDocument.objects.get().pk
    stub.indexes[stub.aliases["trellis"]][str(pk)] = (9, {"title": "letter newer"})
    UnsentDocument.objects.create(document_pk=pk)
    drain()
    assert (stub.titles, UnsentDocument.objects.count()) == (["letter newer"], 0)


def test_an_index_from_after_the_backup_is_built_anew(stub: Stub) -> None:
    pk = IndexedDocument.objects.get().pk
    stub.indexes[stub.aliases["trellis"]][str(pk)] = (9, {"title": "letter newer"})
    check()
    assert stub.titles == ["letter one"]


def test_a_server_that_was_not_told_for_a_while_is_compared(stub: Stub, settings: Settings) -> None:
    first = IndexedDocument.objects.get()
    settings.SEARCH_URL = "sqlite:"
    compare_server()
    published("letter two")
    assert (stub.titles, UnsentDocument.objects.count(), found()) == (["letter one"], 0, (2, False))
    settings.SEARCH_URL = stub.url
    assert found() == (2, True), "nobody has compared it"
    stub.indexes[stub.aliases["trellis"]]["777"] = (1, {"title": "letter left over"})
    IndexedDocument.objects.filter(pk=first.pk).update(version=5, title="letter new")
    compare_server()
    back()
    assert (stub.titles, found()) == (["letter new", "letter two"], (2, False))


def test_the_database_holds_the_words_beside_the_server(stub: Stub) -> None:
    assert database_engine().kept() == {IndexedDocument.objects.get().pk}


def test_who_publishes_does_not_wait_for_a_server(stub: Stub, django_capture_on_commit_callbacks: Any) -> None:
    asked = len(stub.asked)
    with django_capture_on_commit_callbacks(execute=False) as tasks:
        thing_behind(a_document("letter two"))
    assert (len(stub.asked), PendingChange.objects.count(), len(tasks)) == (asked, 1, 1)


def test_a_reindex_fills_an_index_beside_the_live_one_and_loses_no_change(stub: Stub) -> None:
    live, beside = stub.aliases["trellis"], server_engine()
    assert beside is not None
    left = beside.beside()._index  # of one that was killed

    def meanwhile(step: str, done: int, total: int) -> None:
        if step == "search server":
            published("letter two")
            assert (stub.aliases["trellis"], stub.titles) == (live, ["letter one", "letter two"])

    UnsentDocument.objects.create(document_pk=IndexedDocument.objects.get().pk)
    rebuild(report=meanwhile)
    assert (stub.aliases, list(stub.indexes)) == ({"trellis": left}, [left])
    assert [row.document_pk for row in UnsentDocument.objects.all()] == [IndexedDocument.objects.get(title="letter two").pk]
    drain()
    assert (stub.titles, UnsentDocument.objects.count(), found()) == (["letter one", "letter two"], 0, (2, False))


def test_a_reindex_without_its_server_is_whole_in_the_database(stub: Stub) -> None:
    IndexedDocument.objects.update(title="wrong")
    stub.status = 503
    with pytest.raises(CommandError, match=r"The database holds everything; the search server does not yet\. .* out of order"):
        call_command("reindex")
    assert (IndexedDocument.objects.get().title, IndexState.objects.get().is_rebuilding) == ("letter one", False)
    stub.status = 0
    compare_server()
    back()
    assert [version for version, _one in stub.indexes[stub.aliases["trellis"]].values()] == [2]


def test_what_a_reindex_has_written_is_not_sent_twice(stub: Stub) -> None:
    IndexedDocument.objects.update(version=2)
    IndexState.objects.update(is_rebuilding=True, started_at=timezone.now())
    assert check() == 0
    IndexState.objects.update(started_at=timezone.now() - timedelta(hours=25))
    assert check() == 1
