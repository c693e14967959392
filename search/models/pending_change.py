from django.db import models
from django.utils import timezone


class PendingChange(models.Model):
    """Something that search has to look at again. Written with the change itself, worked off in order of the key.

    A row names a thing, not what happened to it: whoever works it off reads what is true then, so rows may repeat.
    `attempts` counts how often the thing could not be described or stored; `due_at` is when to try again, `reason` why.
    `of_rebuild`: nothing has happened, a reindex looks at everything.
    """

    source = models.CharField(max_length=100)
    source_id = models.PositiveBigIntegerField()
    queued_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=400, blank=True)
    of_rebuild = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}"
