from django.conf import settings
from django.db import models

from core.models.letter import Letter


class Digest(Letter):
    """The weekly letter of one person, who has one row: so two of a week cannot be.

    `week` is the Monday of the last letter that was begun, whether there was anything to say or not. Whoever moves it on sends
    the letter. `sent_at` tells when the last one went out.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="search_digest")
    week = models.DateField(null=True, blank=True, db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.user_id}: {self.week}"
