from django.db import models


class DocumentArrival(models.Model):
    """When a document came into the index for the first time; it is new from then on, whatever day it bears.

    The row stays when its document goes: what was taken back and published again is no news.
    """

    key = models.CharField(max_length=200, unique=True)
    arrived_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
