from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from search.models import SavedSearch
from search.queries.saved_search import clean_text, fingerprint
from search.queries.search import SearchQuery
from search.services.change_search import letter_fields

MOST = 50  # of one person


class TooManySearchesError(Exception):
    """Nobody saves more searches than that."""


@transaction.atomic
def save_search(*, user: User, query: SearchQuery, name: str, has_letter: bool, now: datetime) -> SavedSearch:
    """Save what `query` asks; what is new in it counts from `now`. Saved again, a search takes the name and the wish given now.

    Raise TooManySearchesError; User.DoesNotExist for who was forgotten.
    """
    hold_account(user)
    mark = fingerprint(query)
    saved = SavedSearch.objects.filter(user=user, fingerprint=mark).first()
    if saved is None:
        if SavedSearch.objects.filter(user=user).count() >= MOST:
            raise TooManySearchesError
        saved = SavedSearch(user=user, fingerprint=mark, new_since=now)
        saved.text, saved.language = clean_text(query.text), query.language
        saved.filters = {name: list(values) for name, values in query.filters.items()}
    changed = {"name": clean_text(name), **letter_fields(saved, wanted=has_letter, now=now)}
    for field, value in changed.items():
        setattr(saved, field, value)
    saved.save(update_fields=list(changed) if saved.pk else None)  # a letter that goes out meanwhile writes the rest
    return saved
