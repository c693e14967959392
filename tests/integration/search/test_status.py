"""How the index stands, as the admin and `manage.py search_status` show it."""

from datetime import UTC, datetime
from io import StringIO

from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries, Settings

from search.models import IndexedDocument, IndexState, PendingChange, UnsentDocument
from search.queries.status import GivenUp, Status, Waiting, status
from search.services.build import check
from tests.factories.search import a_document, indexed
from tests.search.stub import stub_server

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_index_in_the_database(db: None, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    settings.SEARCH_URL = "sqlite:"
    indexed(a_document("One", "sl", kind="news"), a_document("Two", kind="news"), a_document("Three", kind="story"))
    PendingChange.objects.all().delete()
    for number, (attempts, reason) in enumerate([(0, ""), (2, "KeyError: 'a'"), (5, "KeyError: 'b'")]):
        PendingChange.objects.create(source="news.NewsArticle", source_id=number, attempts=attempts, reason=reason)
    PendingChange.objects.update(queued_at=NOON)
    IndexState.objects.update_or_create(pk=1, defaults={"finished_at": NOON})
    with django_assert_num_queries(6):
        answer = status()
    assert answer == Status(
        engine="sqlite",
        documents=3,
        kinds={"news": 2, "story": 1},
        languages={"en": 2, "sl": 1},
        changes=Waiting(2, NOON, "KeyError: 'a'", [GivenUp("news.NewsArticle 2", "KeyError: 'b'")], 1),
        unsent=None,
        limited="",
        reindexed_at=NOON,
        reindexing_since=None,
        reindexed=0,
    )
    said = StringIO()
    call_command("search_status", stdout=said)
    assert said.getvalue().splitlines() == [
        "Engine: sqlite. It answers.",
        "Documents: 3. news 2, story 1. en 2, sl 1.",
        "Changes that wait: 2, the oldest since 2026-11-20 12:00 UTC. KeyError: 'a'",
        "Changes that were given up: 1.",
        "  news.NewsArticle 2: KeyError: 'b'",
        "Last reindex: 2026-11-20 12:00 UTC.",
    ]


def test_a_search_server(db: None, settings: Settings) -> None:
    with stub_server() as stub:
        settings.SEARCH_URL = stub.url
        limited = [status().limited]
        check()
        indexed(a_document("One", id="made:one"))
        limited.append(status().limited)
        pk = IndexedDocument.objects.get().pk
        UnsentDocument.objects.create(document_pk=pk, attempts=5, reason="Too long.", queued_at=NOON)
        UnsentDocument.objects.create(document_pk=777, attempts=5, reason="Gone.", queued_at=NOON)
        UnsentDocument.objects.create(document_pk=pk, attempts=1, reason="Busy.", queued_at=NOON)
        limited.append(status().limited)
        unsent = status().unsent
        stub.status = 503
        limited.append(status().limited)
        stub.status = 0
        UnsentDocument.objects.create(document_pk=pk, queued_at=NOON)
        limited.append(status().limited)
    assert unsent == Waiting(1, NOON, "Busy.", [GivenUp("777", "Gone."), GivenUp("made:one", "Too long.")], 2)
    assert limited == [
        "The search server is being filled.",
        "",
        "",
        "The search server does not answer.",
        "The search server is behind.",
    ]
