from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseCompletion(models.Model):
    """Somebody has finished a course, as it was then. Made once and never taken back, however the course changes later.

    `edition` says what was asked for: for each lesson its key, what completed it, and the share to watch in per cent.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="course_completions")
    course_key = models.UUIDField(_("course"), help_text=_("The translation key of the course."))
    completed_at = models.DateTimeField(_("completed"))
    edition: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        verbose_name = _("finished course")
        verbose_name_plural = _("finished courses")
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="course_finished_once")]
        indexes = [models.Index(fields=["course_key"], name="completion_course")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"

    @property
    def lesson_keys(self) -> set[str]:
        """The lessons that the course asked for then; one that is not among them is new."""
        return {one["lesson"] for one in self.edition}
