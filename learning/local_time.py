"""Instants as people read them: in their own zone, with its name, because a group may be spread over six countries."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User

UNCHOSEN = "UTC"  # what an account has until somebody chooses


def zone_of(user: object, *, otherwise: str = UNCHOSEN) -> str:
    """Return the IANA name of the reader's zone; `otherwise` is that of the group or event, for who has not chosen any."""
    return user.time_zone if isinstance(user, User) and user.time_zone != UNCHOSEN else otherwise


def local_words(moment: datetime, *, zone: str) -> str:
    """Say an instant in `zone`, an IANA name, and in the active language."""
    local = date_format(localtime(moment, ZoneInfo(zone)), "DATETIME_FORMAT")
    return _("%(moment)s (%(zone)s)") % {"moment": local, "zone": zone.replace("_", " ")}


def local_day(moment: datetime, *, zone: str = UNCHOSEN) -> str:
    return date_format(localtime(moment, ZoneInfo(zone)), "DATE_FORMAT")
