"""Saved searches, and documents that came into the index at a given moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import User
from search.documents import SearchDocument
from search.models import DocumentArrival, SavedSearch
from search.queries.search import SearchQuery
from search.services.save_search import save_search
from tests.factories.search import indexed


def make_saved(
    user: User,
    text: str = "letter",
    *,
    now: datetime,
    name: str = "Letters",
    has_letter: bool = True,
    language: str = "en",
    filters: Mapping[str, Sequence[str]] | None = None,
) -> SavedSearch:
    query = SearchQuery(text=text, filters=filters or {}, language=language)
    return save_search(user=user, query=query, name=name, has_letter=has_letter, now=now)


def arrived(at: datetime, *documents: SearchDocument) -> None:
    """Index `documents` as if they had come at `at`."""
    indexed(*documents)
    DocumentArrival.objects.filter(key__in=[one.id for one in documents]).update(arrived_at=at)
