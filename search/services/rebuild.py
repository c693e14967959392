"""Look at everything anew, in place: a document is replaced whole in a short transaction, so answers are right throughout.

A reindex puts everything into the outbox, a few things at a time, and works it off as any change is worked off. So it needs no
lock, nothing that changes meanwhile is lost, two at once share the work, and what one that was killed left in the outbox is
done by whoever comes first.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from search import registry
from search.engines import database_engine, server_engine
from search.engines.base import EngineError
from search.models import IndexedDocument, IndexState, PendingChange
from search.queries.waiting import unfinished_reindex
from search.services.build import build
from search.services.outbox import BATCH, work_off
from search.services.store import Thing

Report = Callable[[str, int, int], object]  # what is done, how many are done, how many there are


def rebuild(*, report: Report = lambda step, done, total: None, anew: bool = False) -> int:
    """Index everything again; return the number of documents. Goes on where the last one was stopped, unless `anew`.

    With a search server an index is filled beside the live one at the end; raises EngineError where that fails: the database
    holds everything by then, and the worker goes on with the server.
    """
    began, total = _begin(anew=anew), _count()
    while (taken := _take(began)) is not None:
        things, done = taken
        work_off(things)
        report("documents", min(done, total), total)
    while left := list(PendingChange.objects.filter(of_rebuild=True, attempts=0).values_list("source", "source_id")[:BATCH]):
        work_off(left)  # of one that was killed
    _remove_words_of_nobody()
    try:
        if server_engine() is not None:
            build(report=lambda done, of: report("search server", done, of))
    except EngineError:
        _finish(began)
        raise
    _finish(began)
    return IndexedDocument.objects.count()


def _begin(*, anew: bool) -> datetime:
    """Return when the reindex began that is under way; a new one begins now."""
    with transaction.atomic():
        IndexState.objects.get_or_create(pk=1)
        state = IndexState.objects.select_for_update().get(pk=1)
        if anew or unfinished_reindex() is None or state.started_at is None:
            state.started_at, state.is_rebuilding = timezone.now(), True
            state.source, state.source_id, state.done = "", 0, 0
            state.save(update_fields=["started_at", "is_rebuilding", "source", "source_id", "done"])
        return state.started_at


def _remove_words_of_nobody() -> None:
    engine = database_engine()
    kept = engine.kept()  # before the rows: what is stored meanwhile has both
    nobody = sorted(kept.difference(IndexedDocument.objects.values_list("pk", flat=True)))
    for start in range(0, len(nobody), BATCH):
        engine.remove(nobody[start : start + BATCH])


def _finish(began: datetime) -> None:
    IndexState.objects.filter(pk=1, started_at=began).update(is_rebuilding=False, finished_at=timezone.now())


def _count() -> int:
    return sum(source.model._base_manager.count() for source in registry.sources())


def _take(began: datetime) -> tuple[list[Thing], int] | None:
    """Put the next things into the outbox; return them and how many were taken so far, or None at the end.

    What is indexed but not there any more, or of a source that nobody registers any more, is one of them.
    """
    with transaction.atomic():
        state = IndexState.objects.select_for_update().filter(pk=1, started_at=began, is_rebuilding=True).first()
        if state is None:
            return None
        for name in _sources(state.source):
            ids = _next_ids(name, state.source_id if name == state.source else 0)
            if ids:
                PendingChange.objects.bulk_create(PendingChange(source=name, source_id=pk, of_rebuild=True) for pk in ids)
                done = F("done") + len(ids)
                IndexState.objects.filter(pk=1).update(source=name, source_id=ids[-1], done=done)
                return [(name, pk) for pk in ids], state.done + len(ids)
    return None


def _sources(after: str) -> Iterator[str]:
    """Yield the names of all sources from `after` on, in order; each is looked for when those before it are done."""
    registered = [source.name for source in registry.sources()]
    name: str | None = after
    while name is not None:
        yield name
        indexed = IndexedDocument.objects.filter(source__gt=name).order_by("source").values_list("source", flat=True).first()
        name = min((one for one in [*registered, indexed] if one is not None and one > name), default=None)


def _next_ids(name: str, after: int) -> list[int]:
    source = registry.source(name)
    living = _keys(source.model, after) if source is not None else []
    indexed = IndexedDocument.objects.filter(source=name, source_id__gt=after).order_by("source_id")
    return sorted({*living, *indexed.values_list("source_id", flat=True).distinct()[:BATCH]})[:BATCH]


def _keys(model: type[Model], after: int) -> list[int]:
    return list(model._base_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
