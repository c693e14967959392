"""Whom to tell of due dates that are near, have passed or have changed: people who have not done the lesson."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from learning.enums import Letters, ReminderKind
from learning.local_time import is_day
from learning.models import DueDate, Enrolment, LessonProgress, Reminder
from learning.queries.letter_opt_out import declined

# From when to when, counted from the moment that a lesson is due.
WINDOWS = {
    ReminderKind.SOON: (timedelta(days=-2), timedelta(0)),
    ReminderKind.PASSED: (timedelta(hours=12), timedelta(days=3)),
}
CORRECTED = timedelta(minutes=10)  # for this long a date may be set again before anybody is told that it has changed
NEWS = timedelta(days=3)  # what has changed longer ago is not told any more


def current(kind: ReminderKind, now: datetime) -> QuerySet[DueDate]:
    """Return the due dates that a letter of this kind may speak of now."""
    if kind == ReminderKind.MOVED:
        changed = DueDate.all_objects.exclude(before=None).filter(set_at__gt=now - NEWS, set_at__lte=now - CORRECTED)
        return changed.filter(Q(is_gone=True) | Q(at__gt=now)).select_related("cohort")
    first, last = WINDOWS[kind]
    return DueDate.objects.filter(at__gt=now - last, at__lte=now - first).select_related("cohort")


def recipients(due: DueDate, kind: str) -> QuerySet[Enrolment]:
    """Return who has still to do the lesson, was there before it was due, and does not mind a reminder.

    That it has another date, or none, is told to those alone who had a letter about the former one.
    """
    done = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=due.lesson_key).exclude(completed_at=None)
    there = Enrolment.objects.filter(cohort=due.cohort_id, left_at=None, user__is_active=True)
    if kind == ReminderKind.MOVED:
        told = Reminder.objects.filter(due_date=due, enrolment=OuterRef("pk"), sequence__lt=due.sequence)
        there = there.filter(Exists(told.exclude(sent_at=None)))
    else:
        there = there.filter(enrolled_at__lt=due.at)
    return there.filter(~Exists(done), ~declined(Letters.REMINDERS)).select_related("user")


def unreminded(now: datetime) -> Iterator[Reminder]:
    """Return the reminders that have to be made now."""
    for kind in ReminderKind:
        for due in current(kind, now):
            told = Reminder.objects.filter(due_date=due, kind=kind, sequence=due.sequence, enrolment=OuterRef("pk"))
            for enrolment in recipients(due, kind).exclude(Exists(told)):
                if is_day(enrolment.user, now, zone=due.cohort.time_zone):
                    yield Reminder(enrolment=enrolment, due_date=due, kind=kind, sequence=due.sequence, again_at=now)
