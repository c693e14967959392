"""Saved searches as their list shows them."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from search.models import SavedSearch
from search.queries.news import new_matches, public_arrivals
from search.queries.saved_search import described, results_address


@dataclass(frozen=True)
class SavedRow:
    """`filters` are labels in the active language; `new` counts what came since the last letter, or since it was saved."""

    saved: SavedSearch
    address: str
    filters: list[str]
    new: int


def saved_rows(user: User, *, now: datetime) -> list[SavedRow]:
    """Return the searches of `user` by name. One asks the engine only if something came since its last letter."""
    searches = list(SavedSearch.objects.filter(user=user).order_by("name", "pk"))
    if not searches:
        return []
    came = public_arrivals(after=min(saved.new_since for saved in searches), until=now)
    labels = described([saved.filters for saved in searches])
    return [
        SavedRow(saved, results_address(saved), named, len(new_matches(saved, came)))
        for saved, named in zip(searches, labels, strict=True)
    ]
