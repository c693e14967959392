"""What has not reached the index yet."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from search.engines import server_engine
from search.models import IndexState, PendingChange, UnsentDocument

MOST_ATTEMPTS = 5
_KEPT_FOR = timedelta(days=1)


def due_changes() -> QuerySet[PendingChange]:
    """Changes to work off now, in order."""
    return PendingChange.objects.filter(attempts__lt=MOST_ATTEMPTS, due_at__lte=timezone.now()).order_by("pk")


def fresh_documents() -> QuerySet[UnsentDocument]:
    """Documents to tell the search server of, in order, without those that it refused."""
    return UnsentDocument.objects.filter(attempts=0).order_by("pk")


def refused_documents() -> QuerySet[UnsentDocument]:
    """Documents that the search server refused and may be asked to take again now."""
    tried = UnsentDocument.objects.filter(attempts__gt=0, attempts__lt=MOST_ATTEMPTS, due_at__lte=timezone.now())
    return tried.order_by("due_at", "pk")


def is_anything_due() -> bool:
    if due_changes().exists():
        return True
    return server_engine() is not None and (fresh_documents().exists() or refused_documents().exists())


def unfinished_reindex() -> datetime | None:
    """Return when a reindex began that is under way or was stopped before its end; one that is a day old is forgotten."""
    left = IndexState.objects.filter(pk=1, is_rebuilding=True, started_at__gt=timezone.now() - _KEPT_FOR)
    return left.values_list("started_at", flat=True).first()
