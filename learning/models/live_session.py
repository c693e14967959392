import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import validate_time_zone
from learning.enums import SessionMode
from learning.local_time import local_span
from learning.models.cohort import Cohort


class LiveSession(models.Model):
    """A lesson is held live: for everybody who takes part in its course, or for one cohort.

    `public_id` is its name in calendars for good; `sequence` (RFC 5545) grows whenever something changes that people have
    to know. It is called off, never deleted: a calendar that has it would go on showing it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    cohort = models.ForeignKey(
        Cohort, verbose_name=_("cohort"), null=True, blank=True, on_delete=models.CASCADE, related_name="live_sessions"
    )
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    mode = models.CharField(_("where"), max_length=16, choices=SessionMode.choices, default=SessionMode.ONLINE)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Address and room. Whoever can read the lesson reads it.")
    )
    join_link = models.URLField(
        _("link to join"),
        max_length=1000,
        blank=True,
        help_text=_("Only those who take part see it. It may follow later: they are told."),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="live_session_begins_before_it_ends",
                violation_error_message=_("A session has to begin before it ends."),
            ),
        ]
        indexes = [models.Index(fields=["lesson_key", "starts_at"], name="live_session_lesson")]

    def __str__(self) -> str:
        return local_span(self.starts_at, self.ends_at, zone=self.time_zone)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None
