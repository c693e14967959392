from django.db import transaction

from accounts.models import User
from learning.enums import Letters
from learning.models import LetterOptOut


@transaction.atomic
def choose_letters(*, user: User, about: Letters, wanted: bool) -> None:
    """Note whether `user` wants letters of a kind. Safe to repeat."""
    if wanted:
        LetterOptOut.objects.filter(user=user, about=about).delete()
    else:
        LetterOptOut.objects.get_or_create(user=user, about=about)
