from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Writing(models.Model):
    """What somebody is writing in a lesson, and only they read: a reflection, a worksheet, or what they will hand in.

    `answers` maps the names of fields (`learning.written`) to text, or to the ids of what is ticked. `revision` counts how
    often it was changed: who saves says which revision they had before them, so that two tabs never overwrite each other.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="writings")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("writing of a learner")
        verbose_name_plural = _("writings of learners")
        constraints = [models.UniqueConstraint(fields=["user", "lesson_key"], name="writing_once_a_lesson")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lesson_key}"
