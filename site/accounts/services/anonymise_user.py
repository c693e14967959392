from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.end_sessions import end_sessions
from accounts.signals import user_anonymised


@transaction.atomic
def anonymise_user(*, user: User) -> None:
    """Forget who `user` was: address, name and password go, the row and what hangs on it stay. Safe to repeat.

    Nobody can log in with the account again; its sessions end and go. Whoever keeps more of it listens to `user_anonymised`.
    """
    EmailAddress.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"{user.public_id}@anonymous.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.anonymised_at = user.anonymised_at or timezone.now()
    user.save()
    user_anonymised.send(sender=User, user=user)
    transaction.on_commit(lambda: end_sessions(user=user))
