from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.live_session import LiveSession


class Attendance(models.Model):
    """Whether somebody was at a live session, as whoever led it noted last."""

    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendance")
    was_there = models.BooleanField(_("was there"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="attendance_once_a_session")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.session_id} ({self.was_there})"
