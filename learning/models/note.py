import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import clock

LONGEST = 5000  # letters


class Note(models.Model):
    """What a learner writes down in a lesson, at a second of its video or at none. Nobody else reads it.

    `edition` grows with each change: whoever sends a text says which edition it was made from.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    second = models.PositiveIntegerField(_("second"), null=True, blank=True)
    text = models.TextField(_("note"), max_length=LONGEST)
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [models.Index(fields=["user", "lesson_key"], name="note_of_lesson")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lesson_key} ({self.second})"

    @property
    def clock(self) -> str:
        """The second as a player writes it, `1:23`; empty where there is none."""
        return clock(self.second) if self.second is not None else ""
