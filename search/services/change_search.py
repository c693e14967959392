"""What somebody changes of a search of theirs. Each is safe to repeat, and does nothing to a search that is gone."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from search.models import SavedSearch
from search.queries.saved_search import clean_text

WEEK = timedelta(days=7)


def rename_search(*, user: User, public_id: uuid.UUID, name: str) -> None:
    SavedSearch.objects.filter(user=user, public_id=public_id).update(name=clean_text(name))


def delete_search(*, user: User, public_id: uuid.UUID) -> None:
    SavedSearch.objects.filter(user=user, public_id=public_id).delete()


@transaction.atomic
def choose_letter(*, user: User, public_id: uuid.UUID, wanted: bool, now: datetime) -> None:
    """Note whether the search stands in the weekly letter."""
    saved = SavedSearch.objects.select_for_update().filter(user=user, public_id=public_id).first()
    if saved is not None:
        SavedSearch.objects.filter(pk=saved.pk).update(**letter_fields(saved, wanted=wanted, now=now))


def letter_fields(saved: SavedSearch, *, wanted: bool, now: datetime) -> dict[str, Any]:
    """Return what changes with the wish. Who wants the letter again is told of the last week, not of all that was missed."""
    fields: dict[str, Any] = {"has_letter": wanted}
    if wanted and not saved.has_letter:
        fields["new_since"] = max(saved.new_since, now - WEEK)
    return fields


def stop_letter(*, public_id: uuid.UUID) -> None:
    """Take a search out of the letter, whoever asks: only the letter itself names it."""
    SavedSearch.objects.filter(public_id=public_id).update(has_letter=False)


def stop_letters(*, user_id: uuid.UUID) -> None:
    """Take all searches out of the letter of the account with the public id `user_id`."""
    SavedSearch.objects.filter(user__public_id=user_id).update(has_letter=False)
