"""Instants as people read them: in their own zone, with its name, because a group may be spread over six countries."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User

DAY = range(8, 20)  # o'clock, where the learner is: nobody is woken
UNCHOSEN = "UTC"  # what an account has until somebody chooses


def zone_of(user: object, *, otherwise: str = UNCHOSEN) -> str:
    """Return the IANA name of the reader's zone; `otherwise` is that of the group or event, for who has not chosen any."""
    return user.time_zone if isinstance(user, User) and user.time_zone != UNCHOSEN else otherwise


def is_day(user: object, now: datetime, *, zone: str) -> bool:
    """Whether people are awake where `user` is; `zone` is that of the group or event, for who has not chosen any."""
    return now.astimezone(ZoneInfo(zone_of(user, otherwise=zone))).hour in DAY


def local_words(moment: datetime, *, zone: str) -> str:
    """Say an instant in `zone`, an IANA name, and in the active language."""
    local = date_format(localtime(moment, ZoneInfo(zone)), "DATETIME_FORMAT")
    return _("%(moment)s (%(zone)s)") % {"moment": local, "zone": zone.replace("_", " ")}


def local_day(moment: datetime, *, zone: str = UNCHOSEN) -> str:
    return date_format(localtime(moment, ZoneInfo(zone)), "DATE_FORMAT")


def local_span(start: datetime, end: datetime, *, zone: str) -> str:
    """Say from when to when something lasts, as `local_words` does; the day once where it is the same."""
    first, last = (localtime(moment, ZoneInfo(zone)) for moment in (start, end))
    until = date_format(last, "TIME_FORMAT" if first.date() == last.date() else "DATETIME_FORMAT")
    words = {"moment": f"{date_format(first, 'DATETIME_FORMAT')}–{until}", "zone": zone.replace("_", " ")}
    return _("%(moment)s (%(zone)s)") % words
