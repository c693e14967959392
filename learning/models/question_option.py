import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from core.models.localised import Localised, LocalisedText
from learning.models.question import Question, in_languages
from learning.quizzing.item import Option


def random_key() -> str:
    return secrets.token_hex(6)


class QuestionOption(Localised, Orderable, ClusterableModel):
    """A choice, a step of an ordering in its right place, a pair, or an accepted answer, as the kind of question asks.

    The keys are what a learner's browser sees; they are random because ids would tell the right order and the pairs.
    """

    parent = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=16, default=random_key, unique=True, editable=False)
    match_key = models.CharField(max_length=16, default=random_key, unique=True, editable=False)
    is_right = models.BooleanField(_("right"), default=False, help_text=_("Where one or several answers are to be chosen."))

    class Meta(Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.words("text")

    def frozen(self) -> Option:
        return Option(self.key, self.match_key, self.is_right, in_languages(self.texts.all(), "text", "match", "feedback"))


class QuestionOptionText(LocalisedText):
    parent = ParentalKey(QuestionOption, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    text = models.CharField(_("answer"), max_length=500, help_text=_("For pairs: what stands on the left."))
    match = models.CharField(_("belongs to"), max_length=500, blank=True, help_text=_("For pairs: what stands on the right."))
    feedback = models.CharField(
        _("feedback"), max_length=500, blank=True, help_text=_("Said after handing in to those who chose this answer.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="option_text_once_a_language")]
