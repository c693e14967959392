from django.db import transaction

from accounts.models import User
from learning.services.choose_reminders import choose_reminders
from learning.services.choose_work_letters import choose_work_letters
from learning.services.hold_account import hold_account


@transaction.atomic
def change_account(*, user: User, has_reminders: bool, has_work_letters: bool, **columns: str) -> None:
    """Note how somebody is called and how we write to them; `columns` are those of the account.

    Raise User.DoesNotExist for who was forgotten meanwhile.
    """
    hold_account(user)
    User.objects.filter(pk=user.pk).update(**columns)
    choose_reminders(user=user, wanted=has_reminders)
    choose_work_letters(user=user, wanted=has_work_letters)
