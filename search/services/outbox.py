import logging

from django.db import transaction
from django.db.models import F

from core.stopping import stop_requested
from search import registry
from search.models import IndexedDocument, PendingChange
from search.services.store import store_documents
from search.services.vocabulary import learn_text

log = logging.getLogger(__name__)

_BATCH = 20
MOST_ATTEMPTS = 5


def drain() -> int:
    """Work off the outbox in order; return how many changes were applied.

    A batch is one transaction: rows go with what they asked for. Another process that drains meanwhile waits or finds
    nothing. A thing that cannot be described is tried again with the next drain and left alone after five times; when
    the engine fails, the error is raised and all rows stay.
    """
    done = 0
    last = 0
    while not stop_requested.is_set():
        with transaction.atomic():
            rows = list(PendingChange.objects.select_for_update().filter(pk__gt=last, attempts__lt=MOST_ATTEMPTS)[:_BATCH])
            if not rows:
                break
            last = rows[-1].pk
            wanted = dict.fromkeys((row.source, row.source_id) for row in rows)
            failed = {change for change in wanted if not apply_change(source=change[0], source_id=change[1])}
            applied = [row.pk for row in rows if (row.source, row.source_id) not in failed]
            PendingChange.objects.filter(pk__in=applied).delete()
            PendingChange.objects.filter(pk__in=[row.pk for row in rows]).update(attempts=F("attempts") + 1)
            done += len(applied)
    return done


def apply_change(*, source: str, source_id: int) -> bool:
    """Make the index hold what is true of one thing now; False when the thing could not be described."""
    registered = registry.source(source)
    instance = registered and registered.model._base_manager.filter(pk=source_id).first()
    try:
        documents = registered.to_documents(instance) if registered and instance else []
        words = registered.to_words(instance) if registered and registered.to_words and instance else []
    except Exception:  # whatever an app above did wrong must not hold up the changes behind it
        log.exception("search: %s %s cannot be described", source, source_id)
        return False
    if documents or IndexedDocument.objects.filter(source=source, source_id=source_id).exists():
        store_documents(source=source, source_id=source_id, documents=documents)
    for text, locale in words:
        learn_text(text, locale)
    return True
