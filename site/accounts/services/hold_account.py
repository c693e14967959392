from accounts.models import User


def hold_account(user: User) -> None:
    """Hold the account to the end of the transaction: nothing is written for somebody who is being forgotten.

    Whoever changes what belongs to a person comes here first, so nobody waits in a circle; rows that point to the account
    are still written beside it. Raise User.DoesNotExist for who was forgotten.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk, anonymised_at=None)
