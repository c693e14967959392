from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.analysis.words import split, usual_form
from search.models.for_readers import ForReaders

MOST_WORDS, MOST_GROUPS = 20, 500


def single_words(text: str) -> list[str]:
    """Return the words of a group, one a line or between commas, each once.

    Raises ValidationError with a sentence for the editor: for one word alone, more than 20, and what is more than one word.
    """
    lines = [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]
    several = [line for line in lines if len(list(split(line))) != 1]
    if several:
        raise ValidationError(
            _("“%(line)s” is not a single word. Words of a group stand for each other one by one; phrases cannot."),
            params={"line": several[0][:100]},
        )
    once: dict[str, str] = {}
    for word in (word for line in lines for word, _start, _end in split(line)):
        once.setdefault(usual_form(word), word)
    words = [word for form, word in once.items() if form]
    if not 2 <= len(words) <= MOST_WORDS:
        raise ValidationError(_("A group has 2 to %(most)d different words."), params={"most": MOST_WORDS})
    return words


class SynonymGroup(ForReaders):
    """Words that mean the same: who asks for one of them is shown what has any."""

    words = models.TextField(
        _("words"),
        max_length=2_000,
        help_text=_(
            "One a line, in the form of a dictionary: “workshop”, not “workshops”. Accents, capitals and the script do not "
            "matter. Words with several meanings bring what nobody asked for: look at the preview."
        ),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return ", ".join(self.words.splitlines())

    def clean(self) -> None:
        try:
            self.words = "\n".join(single_words(self.words))
        except ValidationError as error:
            raise ValidationError({"words": error}) from error
        if self.pk is None and SynonymGroup.objects.count() >= MOST_GROUPS:
            raise ValidationError(_("There are %(most)d groups already; take one away first."), params={"most": MOST_GROUPS})
