"""Who learns together in the demo: the mentees of a cycle with their dates, and a class whose teacher sees numbers alone."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learning.enums import Way
from learning.models import Cohort, DueDate, Enrolment
from operations.demo.content import item
from operations.demo.ids import demo_id

ZONE = "Europe/Bucharest"
DUE = {"first-meeting": 10, "what-stays": 14}  # days from the day the demo is loaded
EVENING = time(18)


@transaction.atomic
def put_cohorts() -> int:
    """Make the cohorts that are missing; return how many. The accounts of the demo have to be there."""
    course = demo_id("page", item("course").shared["key"])
    cycle, is_new = Cohort.objects.get_or_create(
        public_id=demo_id("cohort", "cycle-3"),
        defaults={
            "course_key": course,
            "name": "Mentees of cycle 3",
            "capacity": 30,
            "teacher": _account("mentor"),
            "time_zone": ZONE,
        },
    )
    if is_new:
        _fill(cycle)
    _class, is_new_too = Cohort.objects.get_or_create(
        public_id=demo_id("cohort", "class-9b"),
        defaults={
            "course_key": course, "name": "Class 9b", "is_class": True, "teacher": _account("mentor"), "time_zone": ZONE,
        },
    )  # fmt: skip
    return is_new + is_new_too


def _fill(cohort: Cohort) -> None:
    now = timezone.now()
    mentee = _account("mentee")
    Enrolment.objects.create(user=mentee, course_key=cohort.course_key, cohort=cohort, how=Way.COORDINATOR, enrolled_at=now)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    for lesson, days in DUE.items():
        at = datetime.combine(today + timedelta(days=days), EVENING, tzinfo=ZoneInfo(ZONE))
        DueDate.objects.create(cohort=cohort, lesson_key=demo_id("page", lesson), at=at)


def _account(role: str) -> User:
    return User.objects.get(public_id=demo_id("account", role))


def remove_cohorts() -> list[str]:
    """Remove the demo's cohorts; return the names of those that somebody else is or was in."""
    cohorts = Cohort.objects.filter(public_id__in=[demo_id("cohort", key) for key in ("cycle-3", "class-9b")])
    cohorts.filter(enrolments=None).delete()
    return [cohort.name for cohort in cohorts.all()]
