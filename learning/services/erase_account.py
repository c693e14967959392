import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.letters import letter
from learning.local_time import local_words, zone_of

logger = logging.getLogger(__name__)


class LastAdministratorError(Exception):
    """Nobody would be left who can administer the site."""


def is_last_administrator(user: User) -> bool:
    return user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists()


@transaction.atomic
def erase_account(*, user: User, now: datetime) -> None:
    """Forget who `user` was, for good, and tell them so in one last letter. Raise LastAdministratorError."""
    everybody = list(User.objects.select_for_update().filter(is_superuser=True, is_active=True).only("pk"))  # one at a time
    if everybody and is_last_administrator(user):
        raise LastAdministratorError
    with translation.override(user.language):
        moment = local_words(now, zone=zone_of(user))
    last = letter(user, "erased", {"moment": moment})
    anonymise_user(user=user)
    transaction.on_commit(lambda: _send(last))


def _send(message: EmailMessage) -> None:
    """Send the last letter. It is not tried again: the address is not known to anybody any more."""
    try:
        message.send()
    except Exception as error:  # the account is gone whatever happens to the letter; what is said of it must not name anybody
        logger.warning("The letter about an erased account did not go out: %s", type(error).__name__)
