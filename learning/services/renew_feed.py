from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.models import CalendarFeed
from learning.models.calendar_feed import new_token


@transaction.atomic
def renew_feed(*, user: User, now: datetime) -> CalendarFeed:
    """Give `user` a secret calendar address, or another one: the old one ends at once."""
    feed, _is_new = CalendarFeed.objects.update_or_create(user=user, defaults={"token": new_token(), "renewed_at": now})
    return feed


@transaction.atomic
def end_feed(*, user: User) -> None:
    CalendarFeed.objects.filter(user=user).delete()
