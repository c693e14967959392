import logging
from collections.abc import Mapping
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from search.models import UnsentDocument

log = logging.getLogger(__name__)

_AGAIN = timedelta(minutes=1)  # then 4, 16 and 64 minutes


def refuse(reasons: Mapping[int, str]) -> None:
    """Note that the search server does not take these documents, and why; each is tried again by itself."""
    known = dict(UnsentDocument.objects.filter(document_pk__in=list(reasons)).values_list("document_pk", "attempts"))
    UnsentDocument.objects.bulk_create(UnsentDocument(document_pk=pk) for pk in reasons if pk not in known)
    for pk, reason in reasons.items():
        due_at = timezone.now() + _AGAIN * 4 ** min(known.get(pk, 0), 4)
        UnsentDocument.objects.filter(document_pk=pk).update(attempts=F("attempts") + 1, due_at=due_at, reason=reason)
        log.warning("search: the server does not take document %s. %s", pk, reason)
