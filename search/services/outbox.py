"""Work off what has changed: describe each thing as it is now, and make the index hold that."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, ProgrammingError, transaction
from django.db.models import F, Model
from django.utils import timezone

from core.stopping import stop_requested
from search import registry
from search.models import IndexState, PendingChange
from search.prepared import Prepared, prepare
from search.queries.waiting import MOST_ATTEMPTS, due_changes
from search.services.feed import feed
from search.services.store import Thing, store_prepared
from search.services.vocabulary import learn_text

log = logging.getLogger(__name__)

BATCH = 20
_AGAIN = timedelta(minutes=1)  # then 4, 16 and 64 minutes
_LONGEST_REASON = 400
# The database itself fails: that is nobody's fault, and everything waits for it.
_DATABASE_FAILS = (InterfaceError, OperationalError, ProgrammingError)


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
    instances = _instances(rows)
    described = {thing: _described(thing[0], instances.get(thing)) for thing in rows}
    applied: list[int] = []
    with transaction.atomic():
        list(IndexState.objects.select_for_update().filter(pk=1))  # two who learn the same word wait for each other
        locked = PendingChange.objects.select_for_update().filter(pk__in=[row.pk for every in rows.values() for row in every])
        still = dict(locked.order_by("pk").values_list("pk", "attempts"))
        # Where one is missing, somebody else has just looked at it.
        rows = {thing: every for thing, every in rows.items() if all(still.get(row.pk) == row.attempts for row in every)}
        unsent = {thing for thing, every in rows.items() if all(row.of_rebuild for row in every)}
        reasons = _apply({thing: described[thing] for thing in rows}, unsent)
        for thing, every in rows.items():
            if thing in reasons:
                _postpone(every, reasons[thing])
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


def _instances(things: Collection[Thing]) -> dict[Thing, Model]:
    """Return those of `things` that are there and registered; a query a source."""
    found: dict[Thing, Model] = {}
    for name in sorted({source for source, _pk in things}):
        registered = registry.source(name)
        if registered is not None:
            wanted = [pk for source, pk in things if source == name]
            found |= {(name, pk): one for pk, one in registered.model._base_manager.in_bulk(wanted).items()}
    return found


def _described(source: str, instance: Model | None) -> Described | str:
    """Return what there is to say of a thing, or why that cannot be said."""
    registered = registry.source(source)
    if registered is None or instance is None:
        return Described([], [])
    try:
        documents = [prepare(document) for document in registered.to_documents(instance)]
        return Described(documents, registered.to_words(instance) if registered.to_words else [])
    except OperationalError:
        raise
    except Exception as error:  # whatever an app above did wrong must not hold up the changes behind it
        log.exception("search: %s %s cannot be described", source, instance.pk)
        return _sentence(error)


def _apply(described: Mapping[Thing, Described | str], unsent: Collection[Thing]) -> dict[Thing, str]:
    """Store what was described, all at once or, where that fails, one by one; return why it is not possible, by thing."""
    reasons = {thing: found for thing, found in described.items() if isinstance(found, str)}
    told = {thing: found for thing, found in described.items() if isinstance(found, Described)}
    if not told or not _stored(told, unsent):
        return reasons
    return reasons | {thing: why for thing, one in told.items() if (why := _stored({thing: one}, unsent))}


def _stored(described: Mapping[Thing, Described], unsent: Collection[Thing]) -> str:
    """Store what was described; return why that is not possible, or nothing."""
    try:
        with transaction.atomic():
            store_prepared({thing: one.documents for thing, one in described.items()}, unsent=unsent)
            for one in described.values():
                for text, locale in one.words:
                    learn_text(text, locale)
    except _DATABASE_FAILS:
        raise
    except Exception as error:  # a title that the column does not hold
        log.exception("search: %s cannot be stored", ", ".join(f"{source} {pk}" for source, pk in described))
        return _sentence(error)
    return ""


def _postpone(rows: Collection[PendingChange], reason: str) -> None:
    tried = max(row.attempts for row in rows)
    PendingChange.objects.filter(pk__in=[row.pk for row in rows]).update(
        attempts=F("attempts") + 1, due_at=timezone.now() + _AGAIN * 4 ** min(tried, MOST_ATTEMPTS), reason=reason
    )


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
