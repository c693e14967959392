from django.db import transaction

from accounts.models import User
from learning.models import ReminderOptOut


@transaction.atomic
def choose_reminders(*, user: User, wanted: bool) -> None:
    """Note whether `user` wants to be reminded of due dates. Safe to repeat."""
    if wanted:
        ReminderOptOut.objects.filter(user=user).delete()
    else:
        ReminderOptOut.objects.get_or_create(user=user)
