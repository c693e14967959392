from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

READING = "reading"
LIVE = "live"


class LessonProgress(models.Model):
    """What somebody has watched of one version of one video in one lesson, whatever the language of the page.

    Every field is a union or a maximum of what was reported, so reports may come twice and in any order. `intervals`
    are `[start, end)` in milliseconds of the video, merged and in order; `clocks` says for each browser tab when, by its
    own clock, it played (epoch milliseconds). `completed_at` is set once and never taken back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_progress")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    timeline = models.CharField(_("timeline"), max_length=64, help_text=_("Video and version, or “reading”."))
    duration_ms = models.PositiveIntegerField(default=0)
    intervals: models.JSONField[Any, Any] = models.JSONField(default=list)
    clocks: models.JSONField[Any, Any] = models.JSONField(default=dict)
    covered_ms = models.PositiveIntegerField(_("covered"), default=0)
    position_ms = models.PositiveIntegerField(_("position"), default=0)
    position_clock_ms = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    completed_share = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The share in per cent that was asked for then.")
    )
    is_counted = models.BooleanField(default=False, help_text=_("Whether the figures of reports know all of this."))
    counted_buckets = models.CharField(max_length=25, blank=True, help_text=_("What of this is in the retention curve."))

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson_key", "timeline"], name="progress_once_a_timeline"),
        ]
        indexes = [
            models.Index(fields=["lesson_key"], name="progress_lesson"),
            models.Index(fields=["id"], condition=models.Q(is_counted=False), name="progress_uncounted"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lesson_key} ({self.timeline})"

    @property
    def share(self) -> float:
        """From 0 to 1; a reading is 1 as soon as it is marked."""
        if self.timeline == READING:
            return 1.0 if self.completed_at else 0.0
        return min(1.0, self.covered_ms / self.duration_ms) if self.duration_ms else 0.0
