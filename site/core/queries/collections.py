from collections.abc import Iterable

from django.db.models.functions import Substr
from wagtail.models import Collection

RESTRICTED = "Restricted"
_TOP = 2 * Collection.steplen  # letters in the path of a collection below the root


def restricted_among(collections: Iterable[int | None]) -> set[int]:
    """Return those of `collections` (their ids) that are the root collection *Restricted* or lie in it. One query."""
    tops = Collection.objects.filter(depth=2, name=RESTRICTED).values("path")
    found = Collection.objects.filter(pk__in=set(collections)).annotate(top=Substr("path", 1, _TOP)).filter(top__in=tops)
    return set(found.values_list("pk", flat=True))


def is_restricted(collection: int | None) -> bool:
    """Whether the collection with this id is not for everybody. One query."""
    return bool(restricted_among([collection]))
