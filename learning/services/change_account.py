from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.enums import Letters
from learning.services.choose_letters import choose_letters


@transaction.atomic
def change_account(*, user: User, has_reminders: bool, has_work_letters: bool, **columns: str) -> None:
    """Note how somebody is called and how we write to them; `columns` are those of the account.

    Raise User.DoesNotExist for who was forgotten meanwhile.
    """
    hold_account(user)
    User.objects.filter(pk=user.pk).update(**columns)
    choose_letters(user=user, about=Letters.REMINDERS, wanted=has_reminders)
    choose_letters(user=user, about=Letters.WORK, wanted=has_work_letters)
