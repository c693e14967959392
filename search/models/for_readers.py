from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ForReaders(models.Model):
    """What editors say to the readers of one language; an empty `language` stands for all."""

    language = models.CharField(
        gettext_lazy("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("Of the reader. Empty: whatever the language is."),
    )

    class Meta:
        abstract = True

    @property
    def language_words(self) -> str:
        return self.get_language_display() if self.language else _("All languages")
