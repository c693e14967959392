"""Work off what has changed: describe each thing as it is now, and make the index hold that."""

import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, ProgrammingError, transaction
from django.db.models import F
from django.utils import timezone

from core.stopping import stop_requested
from search import registry
from search.models import IndexedDocument, IndexState, PendingChange
from search.prepared import Prepared, prepare
from search.queries.waiting import MOST_ATTEMPTS, due_changes
from search.services.feed import feed
from search.services.store import store_prepared
from search.services.vocabulary import learn_text

log = logging.getLogger(__name__)

BATCH = 20
_AGAIN = timedelta(minutes=1)  # then 4, 16 and 64 minutes
_LONGEST_REASON = 400
# The database itself fails: that is nobody's fault, and everything waits for it.
_DATABASE_FAILS = (InterfaceError, OperationalError, ProgrammingError)

Thing = tuple[str, int]  # name of a source, key of an instance


@dataclass(frozen=True)
class Described:
    """`words` are texts to learn from, each with its language."""

    documents: list[Prepared]
    words: list[tuple[str, str]]


def drain() -> int:
    """Work off the outbox in order, then tell the search server; return how many changes were applied.

    A thing that cannot be described or stored is tried again after 1, 4, 16 and 64 minutes and left alone after five times;
    it holds up no other. When the database fails, the error is raised and all rows stay.
    """
    done = last = 0
    while not stop_requested.is_set():
        rows = list(due_changes().filter(pk__gt=last).values_list("pk", "source", "source_id")[:BATCH])
        if not rows:
            break
        last = rows[-1][0]
        done += work_off([(source, source_id) for _pk, source, source_id in rows])
    feed()
    return done


def work_off(things: Collection[Thing]) -> int:
    """Make the index hold what is true of `things` now; return how many changes are applied with it.

    To describe and analyse locks nothing; only what is then written does. Who began earlier must not write over who began
    later: so the changes of a thing are read before it is described, who writes takes all of them away, and nobody writes
    where one of those that were read is gone.
    """
    rows = _changes_of(things)
    described = {thing: _described(*thing) for thing in rows}
    applied: list[int] = []
    with transaction.atomic():
        list(IndexState.objects.select_for_update().filter(pk=1))  # two who learn the same word wait for each other
        locked = PendingChange.objects.select_for_update().filter(pk__in=[row.pk for every in rows.values() for row in every])
        still = dict(locked.order_by("pk").values_list("pk", "attempts"))
        for thing, every in rows.items():
            if any(still.get(row.pk) != row.attempts for row in every):
                continue  # somebody else has just looked at it
            is_sent = not all(row.of_rebuild for row in every)
            reason = _apply(thing, described[thing], is_sent=is_sent)
            if reason:
                _postpone(every, reason)
            else:
                applied += [row.pk for row in every]
        PendingChange.objects.filter(pk__in=applied).delete()
    return len(applied)


def _changes_of(things: Collection[Thing]) -> dict[Thing, list[PendingChange]]:
    """Return every waiting change of `things`, wherever it stands, in order."""
    wanted = set(things)
    sources, keys = {source for source, _pk in wanted}, {pk for _source, pk in wanted}
    found: dict[Thing, list[PendingChange]] = defaultdict(list)
    for row in PendingChange.objects.filter(source__in=sources, source_id__in=keys).order_by("pk"):
        if (row.source, row.source_id) in wanted:
            found[row.source, row.source_id].append(row)
    return found


def _described(source: str, source_id: int) -> Described | str:
    """Return what there is to say of a thing, or why that cannot be said."""
    registered = registry.source(source)
    try:
        instance = registered.model._base_manager.filter(pk=source_id).first() if registered else None
        if registered is None or instance is None:
            return Described([], [])
        documents = [prepare(document) for document in registered.to_documents(instance)]
        return Described(documents, registered.to_words(instance) if registered.to_words else [])
    except OperationalError:
        raise
    except Exception as error:  # whatever an app above did wrong must not hold up the changes behind it
        log.exception("search: %s %s cannot be described", source, source_id)
        return _sentence(error)


def _apply(thing: Thing, described: Described | str, *, is_sent: bool) -> str:
    """Store what was described; return why that is not possible, or nothing."""
    if isinstance(described, str):
        return described
    source, source_id = thing
    try:
        with transaction.atomic():
            if described.documents or IndexedDocument.objects.filter(source=source, source_id=source_id).exists():
                store_prepared(source=source, source_id=source_id, prepared=described.documents, is_sent=is_sent)
            for text, locale in described.words:
                learn_text(text, locale)
    except _DATABASE_FAILS:
        raise
    except Exception as error:  # a title that the column does not hold
        log.exception("search: %s %s cannot be stored", source, source_id)
        return _sentence(error)
    return ""


def _postpone(rows: Collection[PendingChange], reason: str) -> None:
    tried = max(row.attempts for row in rows)
    PendingChange.objects.filter(pk__in=[row.pk for row in rows]).update(
        attempts=F("attempts") + 1, due_at=timezone.now() + _AGAIN * 4 ** min(tried, MOST_ATTEMPTS), reason=reason
    )


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
