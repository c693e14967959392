from django.db import transaction

from accounts.models import User
from learning.models import WorkLetterOptOut


@transaction.atomic
def choose_work_letters(*, user: User, wanted: bool) -> None:
    """Note whether `user` wants letters about work handed in. Safe to repeat."""
    if wanted:
        WorkLetterOptOut.objects.filter(user=user).delete()
    else:
        WorkLetterOptOut.objects.get_or_create(user=user)
