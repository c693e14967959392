from django.db import transaction

from accounts.models import User
from search.models import Digest, SavedSearch


@transaction.atomic
def forget_searches(*, user: User) -> None:
    """Take away what `user` has saved. A letter that could not be sent may have said to which address."""
    SavedSearch.objects.filter(user=user).delete()
    Digest.objects.filter(user=user).update(error="", again_at=None)
