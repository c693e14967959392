"""What is new in a saved search: it came into the index after a moment, is public now, and the search finds it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from search.models import DocumentArrival, IndexedDocument, SavedSearch
from search.queries.saved_search import query_of
from search.queries.search import found_among
from search.queries.visibility import public_documents

MOST_NEW = 2_000  # more at once are an import; of these the newest
SETTLED = timedelta(minutes=10)  # what came later may be in a transaction that nobody sees yet, or a slip of an editor


def public_arrivals(*, after: datetime, until: datetime) -> dict[int, datetime]:
    """Return what came into the index after `after`, up to `until`, and is public now: key → when, the newest first.

    Three queries and those of the rules of visibility, however much it is.
    """
    span = DocumentArrival.objects.filter(arrived_at__gt=after, arrived_at__lte=until).order_by("-arrived_at", "-pk")
    arrivals = dict(span.values_list("key", "arrived_at")[:MOST_NEW])
    keys = dict(IndexedDocument.objects.filter(key__in=arrivals).values_list("pk", "key")) if arrivals else {}
    came = {pk: arrivals[keys[pk]] for pk in public_documents(keys)} if keys else {}
    return dict(sorted(came.items(), key=lambda one: (one[1], one[0]), reverse=True))


def new_matches(saved: SavedSearch, arrivals: Mapping[int, datetime]) -> list[int]:
    """Return those of `arrivals` that are new in a search, in their order. Asks nothing where nothing came."""
    among = [pk for pk, arrived_at in arrivals.items() if arrived_at > saved.new_since]
    found = set(found_among(query_of(saved), among))
    return [pk for pk in among if pk in found]
