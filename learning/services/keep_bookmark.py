import uuid

from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.models import Bookmark
from learning.queries.bookmark import readable_page

MOST = 1000  # of one person


class TooManyBookmarksError(Exception):
    """Nobody keeps more pages than that."""


@transaction.atomic
def keep_bookmark(*, user: User, page_key: uuid.UUID) -> None:
    """Keep a page that everybody may read. Safe to repeat. Raise LookupError for any other, TooManyBookmarksError."""
    if readable_page(page_key, language=user.language) is None:
        raise LookupError(page_key)
    hold_account(user)
    if Bookmark.objects.filter(user=user).exclude(page_key=page_key).count() >= MOST:
        raise TooManyBookmarksError
    Bookmark.objects.get_or_create(user=user, page_key=page_key)


def drop_bookmark(*, user: User, page_key: uuid.UUID) -> None:
    """Take a bookmark away, also one of a page that is gone. Safe to repeat."""
    Bookmark.objects.filter(user=user, page_key=page_key).delete()
