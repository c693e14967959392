from django.db import models

from media_pipeline.models.rendition_set import RenditionSet


class Chunk(models.Model):
    """A finished piece of a version that is still being made: the sound, or a minute of some rungs. Never encoded again.

    Its files lie in `storage.kept_folder` under its name. Rows and files go when the version is complete. `recipe` is a hash of
    the command; `start` and `length` in seconds.
    """

    rendition_set = models.ForeignKey(RenditionSet, on_delete=models.CASCADE, related_name="chunks")
    name = models.CharField(max_length=40)
    recipe = models.CharField(max_length=64)
    rungs = models.CharField(max_length=200)
    start = models.FloatField()
    length = models.FloatField()
    is_last = models.BooleanField()
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    finished_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["rendition_set", "name"], name="chunk_once_a_set")]

    def __str__(self) -> str:
        return self.name
