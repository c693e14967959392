from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.letter import Letter
from learning.enums import SessionNews
from learning.models.enrolment import Enrolment
from learning.models.live_session import LiveSession


class SessionNotice(Letter):
    """Somebody is told once of a live session: that it is near, that it has changed, that it is called off.

    `sequence` is that of the session then: a letter that a later change has overtaken is not sent.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="session_notices")
    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=16, choices=SessionNews.choices)
    sequence = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("letter about a live session")
        verbose_name_plural = _("letters about live sessions")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session", "kind", "sequence"], name="told_once_of_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.session_id} ({self.kind})"
