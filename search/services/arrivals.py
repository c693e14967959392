from collections.abc import Sequence

from django.utils import timezone

from search.documents import SearchDocument
from search.models import DocumentArrival


def note_arrivals(documents: Sequence[SearchDocument], *, is_news: bool) -> None:
    """Note which of `documents` come into the index for the first time, and when. Safe to repeat: the first moment stays.

    Without `is_news` it was a reindex that found them, and no change told of them: they count from the day that they bear, so
    that a kind that search has just learnt, or an index that was lost, is not sent to everybody.
    """
    now = timezone.now()
    DocumentArrival.objects.bulk_create(
        (DocumentArrival(key=one.id, arrived_at=now if is_news else min(one.published, now)) for one in documents),
        ignore_conflicts=True,
    )
