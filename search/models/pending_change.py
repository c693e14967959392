from django.db import models


class PendingChange(models.Model):
    """Something that search has to look at again. Written with the change itself, worked off in order of the key.

    A row names a thing, not what happened to it: whoever works it off reads what is true then, so rows may repeat.
    """

    source = models.CharField(max_length=100)
    source_id = models.PositiveBigIntegerField()
    queued_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}"
