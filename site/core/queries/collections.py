from collections.abc import Iterable

from django.db.models.functions import Substr
from wagtail.models import Collection, CollectionViewRestriction

PUBLIC, RESTRICTED = "Public", "Restricted"
_TOP = 2 * Collection.steplen  # letters in the path of a collection below the root


def restricted_among(collections: Iterable[int | None]) -> set[int]:
    """Return those of `collections` (their ids) that are the root collection *Restricted* or lie in it. One query."""
    return within(RESTRICTED, collections)


def within(name: str, collections: Iterable[int | None]) -> set[int]:
    """Return those of `collections` (their ids) that are the root collection `name` or lie in it. One query."""
    tops = Collection.objects.filter(depth=2, name=name).values("path")
    found = Collection.objects.filter(pk__in=set(collections)).annotate(top=Substr("path", 1, _TOP)).filter(top__in=tops)
    return set(found.values_list("pk", flat=True))


def is_restricted(collection: int | None) -> bool:
    """Whether the collection with this id is not for everybody. One query."""
    return bool(restricted_among([collection]))


def open_among(collections: Iterable[int | None]) -> set[int]:
    """Return those of `collections` (their ids) from which everybody may have files: neither in *Restricted* nor, as Wagtail
    knows it, in one that asks for a password, a log-in or a group. Three queries."""
    asked = set(collections) - {None}
    shut = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    paths = dict(Collection.objects.filter(pk__in=asked).values_list("pk", "path"))
    free = {pk for pk, path in paths.items() if not path.startswith(tuple(shut))}
    return free - restricted_among(asked)
