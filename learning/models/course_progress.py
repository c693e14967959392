from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseProgress(models.Model):
    """How far somebody is in a course: counted from their progress in its lessons, so that reports read one row a learner.

    Beginning or completing a lesson counts in the same transaction; `covered_ms` and `seen_at` follow within a minute, by
    the worker. `lessons` maps the key of each published lesson that was begun to `[begun, done]` (epoch seconds; `done` is
    None before it is). `covered_ms` adds up the best timeline of each lesson. `fsck` counts all of it again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="course_progress")
    course_key = models.UUIDField(_("course"), help_text=_("The translation key of the course."))
    started_at = models.DateTimeField(_("begun"))
    seen_at = models.DateTimeField(_("last seen"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    lessons_done = models.PositiveIntegerField(_("lessons done"), default=0)
    covered_ms = models.PositiveBigIntegerField(_("covered"), default=0)
    lessons: models.JSONField[Any, Any] = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("progress in a course")
        verbose_name_plural = _("progress in courses")
        permissions = [("view_report", "Can see reports of courses and cohorts")]
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="course_counted_once")]
        indexes = [models.Index(fields=["course_key"], name="course_progress_course")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"
