import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120


class SavedSearch(models.Model):
    """A search that somebody wants to find again: its words, its filters, and the language that it was asked in.

    `fingerprint` is the same for searches that find the same. `new_since`: what came into the index later is new in it; a
    letter that goes out moves it on.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    text = models.CharField(max_length=200, blank=True)
    filters = models.JSONField(default=dict, blank=True)  # facet: values
    language = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64, editable=False)
    has_letter = models.BooleanField(default=False)
    new_since = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "fingerprint"], name="search_saved_once")]

    def __str__(self) -> str:
        return self.name
