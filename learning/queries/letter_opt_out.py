from django.db.models import Exists, OuterRef

from accounts.models import User
from learning.enums import Letters
from learning.models import LetterOptOut


def declined(about: Letters) -> Exists:
    """Narrow rows with a `user` to those of people who want no such letters."""
    return Exists(LetterOptOut.objects.filter(user=OuterRef("user"), about=about))


def wanted_by(user: User) -> set[str]:
    """Return which letters `user` wants. One query."""
    return set(Letters.values) - set(LetterOptOut.objects.filter(user=user).values_list("about", flat=True))
