"""A reindex in place: stopped in the middle, with changes meanwhile, while others write and read."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.models import Tag
from search import registry
from search.documents import SearchDocument
from search.models import IndexedDocument, IndexState, PendingChange
from search.queries.search import SearchQuery, run
from search.services.outbox import drain
from search.services.rebuild import rebuild
from tests.factories.search import a_document, change, follow_tags, indexed, thing_behind

Describe = Callable[[Tag], list[SearchDocument]]


def describing(monkeypatch: pytest.MonkeyPatch, by: Callable[[Describe, Tag], list[SearchDocument]]) -> None:
    """Have tags described by `by`, which is given how they are described otherwise."""
    follow_tags()
    source = registry._sources["core.Tag"]
    ordinary = source.to_documents
    monkeypatch.setitem(registry._sources, "core.Tag", replace(source, to_documents=lambda tag: by(ordinary, tag)))


def titles() -> list[str]:
    return list(IndexedDocument.objects.filter(source="core.Tag").order_by("title").values_list("title", flat=True))


def total(text: str) -> int:
    return run(SearchQuery(text=text)).total


def test_what_is_wrong_is_mended_and_answers_stay_right_throughout(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [thing_behind(a_document(f"Letter {number:02}")) for number in range(50)]
    drain()
    seen: list[int] = []

    def watched(ordinary: Describe, tag: Tag) -> list[SearchDocument]:
        seen.append(total("20"))
        return ordinary(tag)

    describing(monkeypatch, watched)
    IndexedDocument.objects.filter(title="Letter 07").update(url="/wrong/")
    Tag.objects.filter(pk=things[8].pk).delete()  # no signal tells of it
    IndexedDocument.objects.filter(title="Letter 09").delete()
    indexed(a_document("Letter of nobody", id="nobody"))
    Tag.objects.filter(name="nobody")._raw_delete("default")
    IndexedDocument.objects.filter(key="nobody").update(source="gone.Model", source_id=1)
    steps: list[tuple[str, int, int]] = []
    rebuild(report=lambda *step: steps.append(step))
    assert titles() == [f"Letter {number:02}" for number in range(50) if number != 8]
    assert (IndexedDocument.objects.filter(url="/wrong/").count(), total("nobody"), total("letter")) == (0, 0, 49)
    assert {*seen} == {1}
    assert [done for _step, done, _total in steps] == sorted(done for _step, done, _total in steps)


@pytest.fixture
def no_worker(own_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes stay in the outbox until the test works them off."""
    monkeypatch.setattr("search.tasks.drain_outbox", SimpleNamespace(enqueue=lambda: None))


def killed_at(thing: Tag) -> None:
    """Run a reindex in a process of its own and kill it when it describes `thing`."""
    reader, writer = os.pipe()

    def dying(ordinary: Describe, tag: Tag) -> list[SearchDocument]:
        if tag.pk == thing.pk:
            os.write(writer, b"x")
            signal.pause()
        return ordinary(tag)

    connection.close()
    child = os.fork()
    if not child:
        try:
            describing(pytest.MonkeyPatch(), dying)
            rebuild()
        finally:
            os._exit(1)
    assert os.read(reader, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def test_killed_in_the_middle_it_goes_on_there_and_loses_no_change(no_worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [thing_behind(a_document(f"Letter {number:02}")) for number in range(50)]
    drain()
    IndexedDocument.objects.filter(source="core.Tag").update(url="/old/")
    killed_at(things[30])
    half = IndexedDocument.objects.filter(source="core.Tag", url="/old/").count()
    change(things[2], a_document("Changed meanwhile", id=things[2].slug))
    change(things[48], None)
    again: list[int] = []
    describing(monkeypatch, lambda ordinary, tag: [again.append(tag.pk), ordinary(tag)][1])  # type: ignore[func-returns-value]
    said = StringIO()
    call_command("reindex", verbosity=0, stderr=said, stdout=StringIO())
    assert said.getvalue().startswith("Going on with the reindex that began at ")
    assert (half, sorted(again)) == (30, [thing.pk for thing in things[20:]])
    assert (IndexedDocument.objects.filter(url="/old/").count(), IndexState.objects.get().is_rebuilding) == (0, False)
    assert drain() == 1, "the change behind the place where it was killed; the other went along"
    expected = ["Changed meanwhile", *(f"Letter {number:02}" for number in range(50) if number not in {2, 48})]
    assert (titles(), PendingChange.objects.count()) == (expected, 0)


def test_one_that_was_left_a_day_ago_or_shall_begin_again_begins_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    one = indexed(a_document("Letter"))
    again: list[str] = []
    describing(monkeypatch, lambda ordinary, tag: [again.append(tag.name), ordinary(tag)][1])  # type: ignore[func-returns-value]

    def left(began: timedelta) -> None:
        IndexState.objects.update_or_create(
            pk=1, defaults={"is_rebuilding": True, "started_at": timezone.now() - began, "source": "zzz", "source_id": 9}
        )

    left(timedelta(hours=1))
    rebuild()
    assert again == []
    left(timedelta(hours=1))
    rebuild(anew=True)
    left(timedelta(hours=25))
    rebuild()
    assert again == [one[0].id] * 2


@pytest.mark.parametrize("late", ["another text", "nothing any more"])
def test_who_described_earlier_does_not_write_over_who_described_later(
    no_worker: None, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    """One drain is in the middle of describing when the thing changes and another drain is done with it."""
    thing = thing_behind(a_document("Early"))
    has_read, may_go_on = threading.Event(), threading.Event()

    def slow(ordinary: Describe, tag: Tag) -> list[SearchDocument]:
        documents = ordinary(tag)
        if not has_read.is_set():
            has_read.set()
            assert may_go_on.wait(timeout=60)
        return documents

    describing(monkeypatch, slow)

    def first() -> None:
        try:
            drain()
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert has_read.wait(timeout=60)
    change(thing, a_document("Late", id=thing.slug) if late == "another text" else None)  # nothing is locked meanwhile
    drain()
    may_go_on.set()
    thread.join(timeout=60)
    assert (titles(), PendingChange.objects.count()) == (["Late"] if late == "another text" else [], 0)
