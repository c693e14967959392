from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from learning.models.question import Question
from learning.quizzing.enums import Review

PASS_MARK = [MinValueValidator(1), MaxValueValidator(100)]
ATTEMPTS = [MaxValueValidator(50)]
SHORTEST, LONGEST = 30, 24 * 3600


class Quiz(index.Indexed, ClusterableModel):
    """Questions of the bank in an order, and the rules for answering them. Lessons choose it; they give it its title."""

    name = models.CharField(_("name"), max_length=120, help_text=_("For editors: learners read the title of the lesson."))
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), null=True, blank=True, validators=PASS_MARK, help_text=_("Per cent, where it differs from the course.")
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"),
        null=True,
        blank=True,
        validators=ATTEMPTS,
        help_text=_("Where it differs from the course; 0 for as many as one likes."),
    )
    time_limit = models.PositiveIntegerField(
        _("time limit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=_("Seconds for an attempt: 600 are ten minutes. Empty for no limit."),
    )
    is_shuffled = models.BooleanField(
        _("shuffle"), default=True, help_text=_("Questions and answers in another order for every attempt.")
    )
    review = models.CharField(_("right answers are shown"), max_length=16, choices=Review.choices, default=Review.LAST)
    review_from = models.DateTimeField(
        _("from"), null=True, blank=True, help_text=_("The quiz closes at this moment, and right answers are shown.")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.review == Review.DEADLINE and self.review_from is None:
            raise ValidationError({"review_from": _("Say from when on the right answers are shown.")})
        if self.review != Review.DEADLINE and self.review_from is not None:
            raise ValidationError({"review_from": _("This moment is only for right answers that are shown from a moment on.")})


class QuizItem(Orderable):
    """A question in its place in a quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="uses")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="question_once_a_quiz")]

    def __str__(self) -> str:
        return str(self.question)
