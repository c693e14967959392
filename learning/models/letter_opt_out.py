from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.enums import Letters


class LetterOptOut(models.Model):
    """Somebody wants no letters about something. The row is the wish: who wants them again has none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letter_opt_outs")
    about = models.CharField(_("about"), max_length=16, choices=Letters.choices)
    since = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wish for no letters")
        verbose_name_plural = _("wishes for no letters")
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="letters_declined_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.about}"
