from django.db import models


class IndexState(models.Model):
    """How the index as a whole stands. One row, with the key 1.

    A reindex keeps here where it has got to, so that the next one goes on there: through the sources by name, and through
    each by key. `server` names the search server that was compared with the rows; empty while there is none.
    """

    is_rebuilding = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=100, blank=True)
    source_id = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    server = models.CharField(max_length=300, blank=True)
