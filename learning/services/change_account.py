from django.db import transaction

from accounts.models import User
from learning.services.choose_reminders import choose_reminders
from learning.services.hold_account import hold_account


@transaction.atomic
def change_account(*, user: User, first_name: str, last_name: str, language: str, time_zone: str, has_reminders: bool) -> None:
    """Note how somebody is called and how we write to them. Raise User.DoesNotExist for who was forgotten meanwhile."""
    hold_account(user)
    User.objects.filter(pk=user.pk).update(first_name=first_name, last_name=last_name, language=language, time_zone=time_zone)
    choose_reminders(user=user, wanted=has_reminders)
