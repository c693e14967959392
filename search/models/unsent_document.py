from django.db import models
from django.utils import timezone


class UnsentDocument(models.Model):
    """A document that the search server has to be told of. Written with its rows, sent in order of the key.

    It names a document, not what happened to it: whoever sends it reads the rows as they are then, and where there are
    none any more the server forgets it. No foreign key: it outlives the document.
    """

    document_pk = models.BigIntegerField(db_index=True)
    queued_at = models.DateTimeField(default=timezone.now)
    # How often the server took others but not this one. When it fails as a whole, nobody's count goes up.
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["attempts", "id"], name="search_unsent_attempts")]
