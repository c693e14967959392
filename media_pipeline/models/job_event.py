from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.enums import JobEventKind
from media_pipeline.models.transcode_job import TranscodeJob


class JobEvent(models.Model):
    """One line in the log of a job: written once, never changed, gone only with its video."""

    job = models.ForeignKey(TranscodeJob, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=12, choices=JobEventKind)
    attempt = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True, help_text=_("Who took it, which step, or what went wrong."))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}" if self.text else self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises TypeError for an event that is written already."""
        if self.pk is not None:
            raise TypeError("An event of a job is never changed.")
        super().save(*args, **kwargs)
