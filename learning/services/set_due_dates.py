import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from learning.models import Cohort, DueDate


@transaction.atomic
def set_due_dates(*, cohort: Cohort, dates: Mapping[uuid.UUID, datetime | None]) -> int:
    """Give each lesson its date, None for no date; return how many have changed.

    Another date is another due date: who was reminded of the old one is told of the new one.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = {one.lesson_key: one.at for one in cohort.due_dates.all()}
    changed = {key: at for key, at in dates.items() if known.get(key) != at}
    cohort.due_dates.filter(lesson_key__in=changed).delete()
    DueDate.objects.bulk_create(DueDate(cohort=cohort, lesson_key=key, at=at) for key, at in changed.items() if at)
    return len(changed)
