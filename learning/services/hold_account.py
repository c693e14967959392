from accounts.models import User


def hold_account(user: User) -> None:
    """Hold the account to the end of the transaction, so that nothing is written for somebody who is being forgotten.

    Raise User.DoesNotExist where that has happened.
    """
    User.objects.select_for_update().only("pk").get(pk=user.pk, anonymised_at=None)
