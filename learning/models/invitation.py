from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.letter import Letter
from learning.models.cohort import Cohort


class Invitation(Letter):
    """Somebody for whom a coordinator made an account is asked once to choose a password."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitation")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.user_id)
