from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.enums import Way
from learning.models.cohort import Cohort


class Enrolment(models.Model):
    """Somebody takes part in a course, from `enrolled_at` until `left_at`. Who comes back has a second row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course_key = models.UUIDField(_("course"), help_text=_("The translation key of the course."))
    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    how = models.CharField(_("how"), max_length=16, choices=Way.choices, default=Way.SELF)
    enrolled_at = models.DateTimeField(_("since"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key"], condition=models.Q(left_at=None), name="enrolled_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["course_key", "left_at"], name="enrolment_course")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.course_key}"
