from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.search import index

from core.models import Tag
from core.models.localised import Localised, LocalisedText
from learning.quizzing.enums import QuestionKind
from learning.quizzing.item import Item


class Question(Localised, index.Indexed, ClusterableModel):
    """A question of the bank: one row for all languages, asked by any number of quizzes."""

    kind = models.CharField(_("kind"), max_length=16, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    image = models.ForeignKey(
        "core.Image", verbose_name=_("image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.DecimalField(
        _("right number"),
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("Only for a question for a number."),
    )
    tolerance = models.DecimalField(
        _("tolerance"),
        max_digits=18,
        decimal_places=6,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("How far an answer may be from the right number, above or below."),
    )
    tags = ClusterTaggableManager(through="learning.QuestionTag", blank=True, verbose_name=_("tags"), help_text="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    search_fields = [
        index.FilterField("id"),
        index.FilterField("kind"),
        index.SearchField("prompts"),
        index.AutocompleteField("prompts"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-updated_at", "-pk"]

    def __str__(self) -> str:
        return self.prompt or str(self.pk)

    @property
    def prompt(self) -> str:
        return self.words("prompt")

    @property
    def prompts(self) -> str:
        """The question in every language, as the search of the admin takes it; answers are not among it."""
        return "\n".join(text.prompt for text in self.texts.all())

    @property
    def languages(self) -> str:
        return ", ".join(sorted(text.language for text in self.texts.all()))

    @property
    def tag_names(self) -> str:
        return ", ".join(sorted(tagged.tag.name for tagged in self.tagged_items.all()))

    def item(self) -> Item:
        """Return the question as an attempt keeps it. Reads `texts`, `options` and their `texts`: prefetch them in lists."""
        return Item(
            kind=QuestionKind(self.kind),
            options=tuple(option.frozen() for option in self.options.all()),
            number=self.number,
            tolerance=Decimal(self.tolerance),
            texts=in_languages(self.texts.all(), "prompt", "hint", "explanation"),
            image=self.image_id,
        )


def in_languages(rows: Any, *names: str) -> dict[str, dict[str, str]]:
    """Return the named texts of child rows by language, in the order of the codes; what is empty is left out."""
    found = {row.language: {name: getattr(row, name).strip() for name in names if getattr(row, name).strip()} for row in rows}
    return {language: found[language] for language in sorted(found)}


class QuestionText(LocalisedText):
    parent = ParentalKey(Question, on_delete=models.CASCADE, related_name="texts")
    # A form of many rows begins with the language that is the usual one.
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    prompt = models.TextField(_("question"), max_length=1000)
    hint = models.TextField(
        _("said when it was not right"),
        max_length=1000,
        blank=True,
        help_text=_("Shown after handing in; it leads to the answer without giving it."),
    )
    explanation = models.TextField(
        _("explanation"),
        max_length=2000,
        blank=True,
        help_text=_("Shown together with the right answer, when the quiz lets it be seen."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="question_text_once_a_language")]


class QuestionTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_questions")
    content_object = ParentalKey(Question, on_delete=models.CASCADE, related_name="tagged_items")
