from django.db import models

from media_pipeline.models.track import Track


class Cue(models.Model):
    """One line of a track as plain text; `start` and `end` in seconds of the video."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="cues")
    start = models.DecimalField(max_digits=9, decimal_places=3)
    end = models.DecimalField(max_digits=9, decimal_places=3)
    text = models.TextField()

    class Meta:
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.text
