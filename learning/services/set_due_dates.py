import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from learning.models import Cohort, DueDate


@transaction.atomic
def set_due_dates(*, cohort: Cohort, dates: Mapping[uuid.UUID, datetime | None], now: datetime) -> int:
    """Give each lesson its date, None for no date; return how many have changed.

    Who was told of a date is told that it is another one now, or none, and reminded of the new one.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = {one.lesson_key: one for one in DueDate.all_objects.filter(cohort=cohort)}
    changed = {key: at for key, at in dates.items() if (known[key].moment if key in known else None) != at}
    for key, at in changed.items():
        if key in known:
            _change(known[key], at, now)
        elif at is not None:
            DueDate.objects.create(cohort=cohort, lesson_key=key, at=at, set_at=now)
    return len(changed)


def _change(due: DueDate, at: datetime | None, now: datetime) -> None:
    """Set another date, or take it away. `before` stays what letters told last, also where a date is set and set again."""
    told = due.reminders.exclude(sent_at=None).order_by("sequence").last()
    if told is not None and told.sequence == due.sequence:
        due.before = due.moment
    due.at, due.is_gone, due.set_at, due.sequence = at or due.at, at is None, now, due.sequence + 1
    if told is not None and due.before is not None and due.before == at:  # a slip put right: what was told is true again
        due.before = None
        due.reminders.filter(sequence=told.sequence).update(sequence=due.sequence)
    due.save()
