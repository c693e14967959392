from collections.abc import Mapping
from typing import ClassVar, Protocol

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# What a reader can read when their own language is missing: the same tongue in its other script, before English.
_NEXT_BEST = {"sr-latn": "sr-cyrl", "sr-cyrl": "sr-latn"}


def best(texts: Mapping[str, str], language: str | None = None) -> str:
    """Return the one of `texts` (by language) for a reader of `language`, in the order that `Localised.words` gives."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    order = [wanted, _NEXT_BEST.get(wanted, wanted), settings.LANGUAGE_CODE]
    return next((texts[code] for code in [*order, *sorted(texts)] if texts.get(code)), "")


class LocalisedText(models.Model):
    """The words of one record in one language. A subclass adds `parent`, a ParentalKey named `texts` at its other end."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    class Meta:
        abstract = True


class _Texts(Protocol):
    def all(self) -> models.QuerySet[LocalisedText]: ...


class Localised(models.Model):
    """A record that is one row for all languages, with its words in child rows `texts`."""

    texts: ClassVar[_Texts]

    class Meta:
        abstract = True

    def words(self, name: str, language: str | None = None) -> str:
        """Return the text field `name` in `language` (the active one if None), in the next best one if it is empty.

        Order: the language, its other script, the site's default, any. Reads `texts.all()`: prefetch it in lists.
        """
        return best({row.language: str(getattr(row, name)) for row in self.texts.all()}, language)
