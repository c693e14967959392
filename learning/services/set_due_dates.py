import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from learning.enums import ReminderKind
from learning.models import Cohort, DueDate


@transaction.atomic
def set_due_dates(*, cohort: Cohort, dates: Mapping[uuid.UUID, datetime | None], now: datetime) -> int:
    """Give each lesson its date, None for no date; return how many have changed.

    Another date is another due date: who was reminded of the old one is told of the new one, and that it has changed.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = {one.lesson_key: one for one in cohort.due_dates.all()}
    changed = {key: at for key, at in dates.items() if (known[key].at if key in known else None) != at}
    made = [_due(cohort, key, at, known.get(key), now) for key, at in changed.items() if at]
    cohort.due_dates.filter(lesson_key__in=changed).delete()
    DueDate.objects.bulk_create(made)
    return len(changed)


def _due(cohort: Cohort, key: uuid.UUID, at: datetime, former: DueDate | None, now: datetime) -> DueDate:
    if former is None:
        return DueDate(cohort=cohort, lesson_key=key, at=at, set_at=now)
    is_told = former.before is None or former.reminders.filter(kind=ReminderKind.MOVED).exclude(sent_at=None).exists()
    before = former.at if is_told else former.before  # the date that people know, also where one was set and set again
    before = None if before == at else before
    return DueDate(cohort=cohort, lesson_key=key, at=at, before=before, set_at=now, sequence=former.sequence + 1)
