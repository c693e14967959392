import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """A secret that stands in an address: 256 bits, so that nobody finds one by trying."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """The secret address at which somebody's calendar program asks for their sessions and due dates.

    A program cannot log in, so who has the address has the calendar; another token ends the old address.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    renewed_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.user_id)
