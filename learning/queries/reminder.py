"""Whom to remind of what: due dates that are near or have passed, and people who have not done the lesson."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from learning.enums import ReminderKind
from learning.local_time import zone_of
from learning.models import DueDate, Enrolment, LessonProgress, Reminder

# From when to when, counted from the moment that a lesson is due.
WINDOWS = {
    ReminderKind.SOON: (timedelta(days=-2), timedelta(0)),
    ReminderKind.PASSED: (timedelta(hours=12), timedelta(days=3)),
}
DAY = range(8, 20)  # o'clock, where the learner is: nobody is woken


def current(kind: ReminderKind, now: datetime) -> QuerySet[DueDate]:
    """Return the due dates that a reminder of this kind may speak of now."""
    first, last = WINDOWS[kind]
    return DueDate.objects.filter(at__gt=now - last, at__lte=now - first).select_related("cohort")


def recipients(due: DueDate) -> QuerySet[Enrolment]:
    """Return who has still to do the lesson, was there before it was due, and does not mind a reminder."""
    done = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=due.lesson_key).exclude(completed_at=None)
    there = Enrolment.objects.filter(cohort=due.cohort_id, left_at=None, enrolled_at__lt=due.at, user__is_active=True)
    return there.filter(~Exists(done), user__reminder_opt_out=None).select_related("user")


def is_day(enrolment: Enrolment, due: DueDate, now: datetime) -> bool:
    zone = zone_of(enrolment.user, otherwise=due.cohort.time_zone)
    return now.astimezone(ZoneInfo(zone)).hour in DAY


def unreminded(now: datetime) -> Iterator[Reminder]:
    """Return the reminders that have to be made now."""
    for kind in ReminderKind:
        for due in current(kind, now):
            told = Reminder.objects.filter(due_date=due, kind=kind, enrolment=OuterRef("pk"))
            for enrolment in recipients(due).exclude(Exists(told)):
                if is_day(enrolment, due, now):
                    yield Reminder(enrolment=enrolment, due_date=due, kind=kind, again_at=now)
