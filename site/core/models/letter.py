from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """An e-mail that has to be sent once. The row is there before it is sent, so that a restart knows of it.

    `again_at` says from when somebody may send it; whoever does takes that away first. A letter without `sent_at` and
    without `again_at` was given up, or its worker ended between sending and noting it: `error` says which.
    """

    again_at = models.DateTimeField(null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)

    class Meta:
        abstract = True
