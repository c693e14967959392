"""Whom to remind of what: due dates that are near or have passed, and people who have not done the lesson."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from learning.enums import Letters, ReminderKind
from learning.local_time import is_day
from learning.models import DueDate, Enrolment, LessonProgress, Reminder
from learning.queries.letter_opt_out import declined

# From when to when, counted from the moment that a lesson is due.
WINDOWS = {
    ReminderKind.SOON: (timedelta(days=-2), timedelta(0)),
    ReminderKind.PASSED: (timedelta(hours=12), timedelta(days=3)),
    ReminderKind.MOVED: (timedelta(days=-3650), timedelta(0)),
}
CORRECTED = timedelta(minutes=10)  # for this long a date may be set again before anybody is told that it has changed


def current(kind: ReminderKind, now: datetime) -> QuerySet[DueDate]:
    """Return the due dates that a reminder of this kind may speak of now."""
    first, last = WINDOWS[kind]
    found = DueDate.objects.filter(at__gt=now - last, at__lte=now - first).select_related("cohort")
    if kind == ReminderKind.MOVED:
        return found.exclude(before=None).filter(set_at__gt=now - timedelta(days=3), set_at__lte=now - CORRECTED)
    return found


def recipients(due: DueDate, kind: str) -> QuerySet[Enrolment]:
    """Return who has still to do the lesson, was there before it was due, and does not mind a reminder.

    Of another date only those are told who were there when it was the former one.
    """
    since = due.set_at if kind == ReminderKind.MOVED else due.at
    done = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=due.lesson_key).exclude(completed_at=None)
    there = Enrolment.objects.filter(cohort=due.cohort_id, left_at=None, enrolled_at__lt=since, user__is_active=True)
    return there.filter(~Exists(done), ~declined(Letters.REMINDERS)).select_related("user")


def unreminded(now: datetime) -> Iterator[Reminder]:
    """Return the reminders that have to be made now."""
    for kind in ReminderKind:
        for due in current(kind, now):
            told = Reminder.objects.filter(due_date=due, kind=kind, enrolment=OuterRef("pk"))
            for enrolment in recipients(due, kind).exclude(Exists(told)):
                if is_day(enrolment.user, now, zone=due.cohort.time_zone):
                    yield Reminder(enrolment=enrolment, due_date=due, kind=kind, again_at=now)
