"""Whether the index holds what the site says of itself, for `manage.py fsck`. What waits to be indexed is no finding."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from core.registries.integrity import Finding, register_check
from search import registry
from search.documents import SearchDocument
from search.engines import database_engine, server_engine
from search.engines.base import EngineError
from search.models import IndexedDocument, PendingChange, UnsentDocument
from search.queries.differences import differences
from search.queries.waiting import MOST_ATTEMPTS
from search.services.build import check
from search.services.feed import feed
from search.services.outbox import work_off
from search.services.store import facets_of

_BATCH = 200

Wrong = dict[int, str]  # key of an instance → what is wrong with its documents


def documents() -> Iterator[Finding]:
    """Things whose documents are not those that they would have now, counted by source."""
    indexed = set(IndexedDocument.objects.order_by().values_list("source", flat=True).distinct())
    for name in sorted({*indexed, *(source.name for source in registry.sources())}):
        keys = sorted(_keys(name))
        wrong: Wrong = {}
        for start in range(0, len(keys), _BATCH):
            # Twice, because the worker may have been at work between two looks.
            wrong |= _wrong(name, list(_wrong(name, keys[start : start + _BATCH])))
        if wrong:
            counts = ", ".join(f"{what} {count}" for what, count in sorted(Counter(wrong.values()).items()))
            sentence = f"{name} is not indexed as it is now: {counts}; the first is {min(wrong)}."
            is_lost = "not to be described" in wrong.values()
            yield Finding(sentence, None if is_lost else partial(_look_again, name, list(wrong)))


def words() -> Iterator[Finding]:
    """Documents without their words, and words without a document."""
    engine = database_engine()
    # The words before and after the rows, because the worker may be at work.
    before, rows, after = engine.kept(), set(IndexedDocument.objects.values_list("pk", flat=True)), engine.kept()
    missing, left_over = rows - before - after, (before & after) - rows
    if missing:
        sentence = f"The words of documents are missing: {len(missing)}; the first is {min(missing)}."
        yield Finding(sentence, partial(_store_again, missing))
    if left_over:
        sentence = f"Words belong to no document: {len(left_over)}; the first are of {min(left_over)}."
        yield Finding(sentence, partial(engine.remove, left_over))


def server() -> Iterator[Finding]:
    """What the search server holds otherwise than the database."""
    engine = server_engine()
    if engine is None:
        return
    try:
        found = differences(engine)
    except EngineError as error:
        yield Finding(str(error))
        return
    waiting = set(UnsentDocument.objects.values_list("document_pk", flat=True))
    counts = {
        name: len([pk for pk in pks if pk not in waiting])
        for name, pks in (
            ("missing", found.missing), ("outdated", found.outdated), ("left over", found.left_over), ("newer", found.ahead),
        )
    }  # fmt: skip
    if any(counts.values()):
        told = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
        yield Finding(f"The search server does not hold what the database holds: {told}.", _tell)


def given_up() -> Iterator[Finding]:
    """Changes that were tried often enough. A new change of the same thing, or a reindex, tries again."""
    for change in PendingChange.objects.filter(attempts__gte=MOST_ATTEMPTS):
        yield Finding(f"{change} was given up. {change.reason}")
    for one in UnsentDocument.objects.filter(attempts__gte=MOST_ATTEMPTS):
        yield Finding(f"The search server does not take document {one.document_pk}. {one.reason}")


def _keys(name: str) -> set[int]:
    """Return the keys of all instances, and of those that were."""
    source = registry.source(name)
    living = source.model._base_manager.values_list("pk", flat=True) if source is not None else ()
    return {*living, *IndexedDocument.objects.filter(source=name).values_list("source_id", flat=True)}


def _wrong(name: str, keys: Collection[int]) -> Wrong:
    if not keys:
        return {}
    source = registry.source(name)
    living = {one.pk: one for one in source.model._base_manager.filter(pk__in=keys)} if source is not None else {}
    stored: dict[int, dict[str, Any]] = {pk: {} for pk in keys}
    for row in IndexedDocument.objects.filter(source=name, source_id__in=keys).prefetch_related("facets", "passages"):
        stored[row.source_id][row.key] = _as_stored(row)
    found: Wrong = {}
    for pk in keys:
        try:
            described = source.to_documents(living[pk]) if source is not None and pk in living else []
        except Exception:  # an app above; its own sentence is in the log when the outbox meets it
            found[pk] = "not to be described"
            continue
        expected = {document.id: _as_described(document) for document in described}
        if expected != stored[pk]:
            found[pk] = "missing" if not stored[pk] else "left over" if not expected else "outdated"
    waiting = PendingChange.objects.filter(source=name, source_id__in=list(found)).values_list("source_id", flat=True)
    return {pk: what for pk, what in found.items() if pk not in set(waiting)}


_SAME = ("kind", "locale", "url", "title", "summary", "body", "published", "boost", "cover_seed")


def _as_described(document: SearchDocument) -> tuple[Any, ...]:
    facets = {(name, value) for name, values in facets_of(document).items() for value in values}
    passages = [(passage.text, passage.anchor, passage.seconds) for passage in document.passages]
    keywords = "\n".join(keyword.replace("\n", " ") for keyword in document.keywords)
    return *(getattr(document, name) for name in _SAME), keywords, facets, passages


def _as_stored(row: IndexedDocument) -> tuple[Any, ...]:
    facets = {(facet.name, facet.value) for facet in row.facets.all()}
    passages = sorted(row.passages.all(), key=lambda passage: passage.pk)
    told = [(passage.text, passage.anchor, passage.seconds) for passage in passages]
    return *(getattr(row, name) for name in _SAME), row.keywords, facets, told


def _look_again(name: str, keys: Collection[int]) -> None:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        PendingChange.objects.bulk_create(PendingChange(source=name, source_id=pk) for pk in batch)
        work_off([(name, pk) for pk in batch])


def _store_again(pks: Collection[int]) -> None:
    for name, pk in IndexedDocument.objects.filter(pk__in=pks).values_list("source", "source_id").distinct():
        _look_again(name, [pk])


def _tell() -> None:
    check()
    feed()


for one in (documents, words, server, given_up):
    register_check(f"search, {one.__name__.replace('_', ' ')}", one)
