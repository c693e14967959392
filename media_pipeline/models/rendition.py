from django.db import models

from media_pipeline.enums import RenditionKind
from media_pipeline.models.rendition_set import RenditionSet


class Rendition(models.Model):
    """One complete, published rung of the ladder, or the sound that all rungs share. Bandwidths are bits a second, measured.

    `name` is its folder inside the directory of the set.
    """

    rendition_set = models.ForeignKey(RenditionSet, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=10, choices=RenditionKind)
    name = models.CharField(max_length=20)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    frame_rate = models.FloatField(default=0)
    bandwidth = models.PositiveIntegerField()
    average_bandwidth = models.PositiveIntegerField()
    codecs = models.CharField(max_length=40)
    segments = models.PositiveIntegerField()
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["kind", "height"]
        constraints = [models.UniqueConstraint(fields=["rendition_set", "name"], name="rendition_once_a_set")]

    def __str__(self) -> str:
        return self.name
