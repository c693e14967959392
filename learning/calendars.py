"""What calendar programs read (RFC 5545).

Times are UTC: each event is a single instant, so no rule of a time zone has to travel with it, and the night in which
clocks change cannot move it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from core.addresses import absolute
from learning.models import LessonPage, LiveSession

PRODUCT = "-//Trellis//Learning//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One event. `uid` and `sequence` tell a program which of its events this is, and whether it is a newer state of it."""

    uid: uuid.UUID
    sequence: int
    changed_at: datetime
    title: str
    starts_at: datetime
    ends_at: datetime | None = None  # None for a moment, at which nobody is busy
    place: str = ""
    text: str = ""
    address: str = ""
    is_cancelled: bool = False


def session_entry(session: LiveSession, page: LessonPage) -> Entry:
    """Return the event of a session for somebody who takes part in it: its link is among it."""
    address = absolute(page.get_url())
    lines = [session.join_link, session.place, address]
    return Entry(
        uid=session.public_id,
        sequence=session.sequence,
        changed_at=session.changed_at,
        title=page.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place or session.join_link,
        text="\n".join(line for line in lines if line),
        address=address,
        is_cancelled=session.is_cancelled,
    )


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    if entry.ends_at is None:
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtend", entry.ends_at.astimezone(UTC))
    for name, words in (("location", entry.place), ("description", entry.text), ("url", entry.address)):
        if words:
            event.add(name, words)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def written(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """Write a calendar: of one event to be imported, or under a `name` to be asked for again and again."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())
