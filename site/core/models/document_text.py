from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import TextState


class DocumentText(models.Model):
    """The words in a file, under the hash that Wagtail keeps of it: read once, however often it is uploaded or indexed.

    `pages` are the texts of its pages, slides or sheets in their order, "" for one without words; what has none is one page.
    `pages_in_file` counts those that were not read too.
    """

    file_hash = models.CharField(max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.WAITING)
    pages = models.JSONField(default=list)
    pages_in_file = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.file_hash}: {self.get_state_display()}"
