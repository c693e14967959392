from django.db import models


class MediaQueue(models.Model):
    """Whether videos are prepared at all: one row, made by the first pause. While `paused_at` is set no worker takes a job."""

    ONLY = 1

    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return "media queue"

    @classmethod
    def is_paused(cls) -> bool:
        return cls.objects.filter(pk=cls.ONLY, paused_at__isnull=False).exists()
