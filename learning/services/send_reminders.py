from collections import defaultdict
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.queries.nearest import nearest
from core.services.deliver import Outcome, deliver
from learning.enums import Letters, ReminderKind
from learning.letters import letter, one_click_headers
from learning.local_time import local_words, zone_of
from learning.models import LessonPage, Reminder
from learning.queries.admission import entry
from learning.queries.reminder import current, recipients, unreminded

MOST = 40  # letters in one sweep: the worker has other things to do


def send_reminders(*, now: datetime) -> int:
    """Tell people once what is soon due, what has passed, and what has another date or none; return how many letters went out.

    Two workers may do this beside each other: a constraint keeps the second from making a reminder again, and taking a
    reminder is one statement. What a mail server refused is tried again; what may have gone out never is.
    """
    Reminder.objects.bulk_create(unreminded(now), ignore_conflicts=True)
    waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
    for pk, enrolment, kind in Reminder.objects.filter(again_at__lte=now).values_list("pk", "enrolment", "kind"):
        waiting[enrolment, kind].append(pk)
    sent = 0
    for ids in list(waiting.values())[:MOST]:
        outcome = _send(ids, now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.UNREACHABLE:
            break
    return sent


@transaction.atomic
def _take(ids: list[int], now: datetime) -> list[Reminder]:
    """Take the reminders that nobody has taken yet: from here on they are sent by us or by nobody."""
    free = Reminder.objects.select_for_update(of=("self",)).filter(pk__in=ids, again_at__lte=now)
    mine = list(free.select_related("enrolment__user", "due_date__cohort").order_by("due_date__at"))
    Reminder.objects.filter(pk__in=[one.pk for one in mine]).update(again_at=None)
    for one in mine:
        one.again_at = None  # `deliver` writes it down: what may have gone out must not come back
    return mine


def _is_due(reminder: Reminder, now: datetime) -> bool:
    """Whether it is still true: between making and sending lies a night, or a mail server that was away."""
    due, enrolment = reminder.due_date, reminder.enrolment
    is_now = due.sequence == reminder.sequence and current(ReminderKind(reminder.kind), now).filter(pk=due.pk).exists()
    is_open = entry(enrolment.user, enrolment.course_key, now=now).refusal is None
    return is_now and is_open and recipients(due, reminder.kind).filter(pk=enrolment.pk).exists()


def _send(ids: list[int], now: datetime) -> Outcome | None:
    taken = _take(ids, now)
    mine = [one for one in taken if _is_due(one, now)]
    Reminder.objects.filter(pk__in={one.pk for one in taken} - {one.pk for one in mine}).update(error="No longer due.")
    message = _message(mine) if mine else None
    return deliver(message, mine, now=now) if message else None


def _message(reminders: list[Reminder]) -> EmailMessage | None:
    user, kind = reminders[0].enrolment.user, reminders[0].kind
    keys = {one.due_date.lesson_key for one in reminders}
    pages = nearest(LessonPage.objects.live().filter(translation_key__in=keys), language=user.language)
    with translation.override(user.language):
        said = [(pages[one.due_date.lesson_key], one) for one in reminders if one.due_date.lesson_key in pages]
        lines = [(page, _when(one)) for page, one in said if not one.due_date.is_gone]
        gone = [(page, _when(one)) for page, one in said if one.due_date.is_gone]
    headers = one_click_headers(user, about=Letters.REMINDERS)
    opt_out, cohort = headers["List-Unsubscribe"].strip("<>"), reminders[0].due_date.cohort
    context = {"lines": lines, "gone": gone, "opt_out": opt_out, "cohort": cohort}
    return letter(user, f"reminder_{kind}", context, headers) if said else None


def _when(reminder: Reminder) -> str:
    due = reminder.due_date
    zone = zone_of(reminder.enrolment.user, otherwise=due.cohort.time_zone)
    if reminder.kind != ReminderKind.MOVED or due.before is None:
        return local_words(due.at, zone=zone)
    if due.is_gone:
        return local_words(due.before, zone=zone)
    values = {"new": local_words(due.at, zone=zone), "old": local_words(due.before, zone=zone)}
    return _("%(new)s, no longer %(old)s") % values
