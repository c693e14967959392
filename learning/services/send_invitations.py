from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from core.addresses import absolute
from core.services.deliver import Outcome, deliver
from learning.letters import letter
from learning.models import Invitation

MOST = 40  # letters in one sweep
LOST_AFTER = timedelta(minutes=30)


def send_invitations(*, now: datetime) -> int:
    """Ask people whose account a coordinator made to choose a password; return how many letters went out.

    A second invitation harms nobody, a missing one does: where a worker ends while it sends, another one sends it again.
    """
    sent = 0
    waiting = Invitation.objects.filter(again_at__lte=now, sent_at=None, user__is_active=True).select_related("user", "cohort")
    for invitation in waiting.order_by("pk")[:MOST]:
        again_at = now + LOST_AFTER
        is_mine = Invitation.objects.filter(pk=invitation.pk, again_at=invitation.again_at).update(again_at=again_at)
        if not is_mine:
            continue
        invitation.again_at = again_at
        outcome = deliver(_message(invitation), [invitation], now=now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.UNREACHABLE:
            break
    return sent


def _message(invitation: Invitation) -> EmailMessage:
    user = invitation.user
    way = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    with translation.override(user.language):
        address = absolute(reverse("account_reset_password_from_key", kwargs=way))
        another = absolute(reverse("account_reset_password"))
    return letter(user, "invitation", {"address": address, "another": another, "cohort": invitation.cohort})
