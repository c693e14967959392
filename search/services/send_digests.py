from datetime import datetime
from itertools import islice

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import translation

from accounts.models import User
from core.services.deliver import Outcome, deliver
from search.analysis.query import ParsedQuery
from search.letters import Section, digest_letter, section
from search.models import Digest, SavedSearch
from search.queries.digest import due, end_of_week, unmade, wanted_searches
from search.queries.hits import shown_hits
from search.queries.news import new_matches, public_arrivals

MOST = 40  # letters in one sweep: the worker has other things to do
MOST_LOOKED_AT = 400  # people in one sweep, most of whom have nothing new
MOST_NAMED = 10  # results of one search


def send_digests(*, now: datetime) -> int:
    """Tell people once a week what is new in the searches that they follow; return how many letters went out.

    Two workers may do this beside each other: a person has one row, and taking a week is one statement. What a mail server
    refused is tried again; what may have gone out is not sent again, and what it told stands in the next letter.
    """
    Digest.objects.bulk_create(unmade(), ignore_conflicts=True)
    sent = 0
    for waiting in islice(due(now), MOST_LOOKED_AT):
        outcome = _send(waiting, now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.UNREACHABLE or sent >= MOST:
            break
    return sent


def _take(waiting: Digest, until: datetime, now: datetime) -> Digest | None:
    """Take the letter of this week, or one that was refused; of all who try one gets it, and nobody later."""
    row, monday = Digest.objects.filter(pk=waiting.pk), until.date()
    is_mine = row.filter(Q(week=None) | Q(week__lt=monday)).update(week=monday, again_at=None, attempts=0, error="")
    is_mine = is_mine or row.filter(again_at__lte=now).update(again_at=None)
    active = row.filter(user__is_active=True, user__anonymised_at=None)
    return active.select_related("user").first() if is_mine else None


def _send(waiting: Digest, now: datetime) -> Outcome | None:
    until = end_of_week(now, waiting.user.time_zone)
    digest = _take(waiting, until, now)
    searches = wanted_searches(digest.user) if digest is not None else []
    if digest is None or not searches:
        return None
    message = _message(digest.user, searches, until)
    outcome = deliver(message, [digest], now=now) if message is not None else None
    if outcome in {None, Outcome.SENT}:
        told = SavedSearch.objects.filter(pk__in=[saved.pk for saved in searches], new_since__lt=until)
        told.update(new_since=until)
    return outcome


def _message(user: User, searches: list[SavedSearch], until: datetime) -> EmailMessage | None:
    """Return the letter about what is public at this moment, or None where there is nothing to say."""
    came = public_arrivals(after=min(saved.new_since for saved in searches), until=until)
    with translation.override(user.language):
        said = [one for saved in searches if (one := _section(saved, new_matches(saved, came))) is not None]
        return digest_letter(user, said) if said else None


def _section(saved: SavedSearch, matches: list[int]) -> Section | None:
    hits = shown_hits(matches[:MOST_NAMED], ParsedQuery(), is_brief=True) if matches else []
    return section(saved, hits, more=len(matches[MOST_NAMED:])) if hits else None
