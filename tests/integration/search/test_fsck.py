"""What `manage.py fsck` says of the index: each thing broken, told, mended."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import Settings

from core.models import Tag
from core.registries.integrity import checks
from search import registry
from search.documents import SearchDocument
from search.models import IndexedDocument, PendingChange, UnsentDocument
from search.services.build import check
from search.services.outbox import drain
from tests.factories.search import a_document, follow_tags, indexed, thing_behind
from tests.search.stub import Stub, stub_server


def told(*, mend: bool = False) -> list[str]:
    """Return what the checks of the search say; mend afterwards what can be."""
    found = [(name, finding) for name, run in checks().items() if name.startswith("search, ") for finding in run()]
    for _name, finding in found:
        if mend and finding.repair is not None:
            finding.repair()
    return [f"{name}: {finding.sentence}" for name, finding in found]


@pytest.fixture
def four(db: None) -> list[IndexedDocument]:
    """Four documents that are as they should be."""
    for number in range(4):
        thing_behind(a_document(f"Letter {number}", keywords=["pen", "ink"], facets={"theme": ["b", "a"]}))
    assert told() == [], "what waits is no finding"
    drain()
    assert told() == []
    return list(IndexedDocument.objects.order_by("pk"))


def test_documents_that_are_not_those_of_the_site(four: list[IndexedDocument]) -> None:
    IndexedDocument.objects.filter(pk=four[0].pk).update(summary="Old.")
    four[1].facets.filter(value="b").delete()
    gone = four[2].pk
    four[2].delete()
    Tag.objects.filter(pk=four[3].source_id)._raw_delete("default")
    first = four[0].source_id
    sentence = f"core.Tag is not indexed as it is now: left over 1, missing 1, outdated 2; the first is {first}."
    lost = f"search, words: Words belong to no document: 1; the first are of {gone}."
    assert (told(mend=True), told()) == ([f"search, documents: {sentence}", lost], [])
    assert sorted(IndexedDocument.objects.values_list("title", flat=True)) == ["Letter 0", "Letter 1", "Letter 2"]


def test_documents_of_a_source_that_nobody_registers_any_more(four: list[IndexedDocument]) -> None:
    IndexedDocument.objects.filter(pk=four[0].pk).update(source="gone.Model", source_id=5)
    said = told(mend=True)
    assert said == [
        f"search, documents: core.Tag is not indexed as it is now: missing 1; the first is {four[0].source_id}.",
        "search, documents: gone.Model is not indexed as it is now: left over 1; the first is 5.",
    ]
    assert told() == []


def broken(tag: Tag) -> list[SearchDocument]:
    raise RuntimeError(tag.name)


def test_a_thing_that_cannot_be_described_is_told_and_not_mended(
    four: list[IndexedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry._sources, "core.Tag", registry.Source(Tag, broken, set))
    sentence = f"core.Tag is not indexed as it is now: not to be described 4; the first is {four[0].source_id}."
    assert [told(mend=True), told()] == [[f"search, documents: {sentence}"]] * 2


def test_words_that_are_missing(four: list[IndexedDocument]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE rowid = %s", [four[1].pk])
    said = f"search, words: The words of documents are missing: 1; the first is {four[1].pk}."
    assert (told(mend=True), told()) == ([said], [])


def test_what_was_given_up_is_told(four: list[IndexedDocument]) -> None:
    PendingChange.objects.create(source="core.Tag", source_id=7, attempts=5, reason="KeyError: 'x'")
    UnsentDocument.objects.create(document_pk=9, attempts=5, reason="Too long.")
    assert told() == [
        "search, given up: core.Tag 7 was given up. KeyError: 'x'",
        "search, given up: The search server does not take document 9. Too long.",
    ]


@pytest.fixture
def stub(settings: Settings, db: None) -> Iterator[Stub]:
    with stub_server() as stub:
        settings.SEARCH_URL = stub.url
        follow_tags()
        indexed(*(a_document(f"Letter {number}") for number in range(4)))
        check()
        yield stub


def test_what_the_server_holds_otherwise(stub: Stub) -> None:
    assert told() == []
    index = stub.indexes[stub.aliases["trellis"]]
    first, second, *_others = sorted(index)
    del index[first]
    index[second] = (0, index[second][1])
    index["777"] = (1, {"title": "left over"})
    held = "search, server: The search server does not hold what the database holds: "
    assert (told(mend=True), told()) == ([f"{held}missing 1, outdated 1, left over 1."], [])
    index[first] = (9, index[first][1])
    assert (told(mend=True), told()) == ([f"{held}newer 1."], [])
    stub.status = 503
    assert told(mend=True) == ["search, server: The search server refuses: out of order"]
