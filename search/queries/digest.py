"""Whose weekly letter is due."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from search.models import Digest, SavedSearch
from search.queries.news import SETTLED
from search.queries.saved_search import unconfirmed

O_CLOCK = time(8)  # on Mondays, where the person is


def end_of_week(now: datetime, zone: str) -> datetime:
    """Return the last Monday, eight o'clock in `zone`, of which everything that came into the index before is seen by now.

    A letter tells what came up to there, whenever it is sent; so it says the same whoever sends it, and however late.
    """
    settled = (now - SETTLED).astimezone(ZoneInfo(zone))
    monday = settled.date() - timedelta(days=settled.weekday())
    end = datetime.combine(monday, O_CLOCK, settled.tzinfo)
    return end if end <= settled else end - timedelta(days=7)


def unmade() -> Iterator[Digest]:
    """Return the rows that have to be made: of people who want a letter for the first time."""
    there = Digest.objects.filter(user=OuterRef("user"))
    wanting = SavedSearch.objects.filter(~Exists(there), has_letter=True, user__is_active=True)
    return (Digest(user_id=pk) for pk in wanting.order_by("user").values_list("user", flat=True).distinct())


def due(now: datetime) -> Iterator[Digest]:
    """Return the letters that are to be looked at now, each with its person. One query."""
    wanted = SavedSearch.objects.filter(user=OuterRef("user"), has_letter=True)
    people = Digest.objects.filter(~unconfirmed("user"), Exists(wanted), user__is_active=True, user__anonymised_at=None)
    latest = (now + timedelta(hours=14)).date()  # it is Monday nowhere before that
    waiting = people.filter(Q(again_at__lte=now) | Q(week=None) | Q(week__lte=latest - timedelta(days=7)))
    for digest in waiting.select_related("user").order_by("pk"):
        is_refused = digest.again_at is not None and digest.again_at <= now
        if is_refused or digest.week is None or digest.week < end_of_week(now, digest.user.time_zone).date():
            yield digest


def wanted_searches(user: User) -> list[SavedSearch]:
    return list(SavedSearch.objects.filter(user=user, has_letter=True).order_by("name", "pk"))
