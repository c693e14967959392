"""What has not reached the index yet."""

from django.db.models import QuerySet
from django.utils import timezone

from search.engines import server_engine
from search.models import PendingChange, UnsentDocument

MOST_ATTEMPTS = 5


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
