from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Retention(models.Model):
    """How many learners have watched each hundredth of one version of one video in one lesson.

    `counts` has `learning.buckets.BUCKETS` figures, `learners` says how many have watched any of them. A learner counts
    once a bucket, however often they play it: `LessonProgress.counted_buckets` says what is in here of each.
    """

    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    timeline = models.CharField(_("timeline"), max_length=64)
    duration_ms = models.PositiveIntegerField(default=0)
    learners = models.PositiveIntegerField(default=0)
    counts: models.JSONField[Any, Any] = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("retention curve")
        verbose_name_plural = _("retention curves")
        constraints = [models.UniqueConstraint(fields=["lesson_key", "timeline"], name="retention_once_a_timeline")]

    def __str__(self) -> str:
        return f"{self.lesson_key} ({self.timeline})"
