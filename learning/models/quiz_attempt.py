import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.question_version import QuestionVersion
from learning.models.quiz import Quiz
from learning.quizzing.enums import Review

GRACE = timedelta(seconds=10)  # what the way to the server may take after the time is over


class QuizAttempt(models.Model):
    """One go at the quiz of a lesson, in any language. The rules are those that held when it began.

    `deadline` is when the time is over; what arrives within `GRACE` after it still counts. `points` is the exact sum of the
    marks rounded to 4 places, `is_passed` was decided on the exact sum.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_attempts")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="taken")
    number = models.PositiveSmallIntegerField(_("attempt"))
    begun_at = models.DateTimeField(_("begun"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    is_expired = models.BooleanField(_("closed because the time was over"), default=False)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), help_text=_("How many were allowed; 0 for any number."))
    review = models.CharField(max_length=16, choices=Review.choices)
    review_from = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=4, null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attempt at a quiz")
        verbose_name_plural = _("attempts at quizzes")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_key"], condition=models.Q(submitted_at=None), name="attempt_open_once"
            ),
            models.UniqueConstraint(fields=["user", "lesson_key", "quiz", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(points__isnull=False), name="attempt_handed_in_is_graded"
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], condition=models.Q(submitted_at=None), name="attempt_open_deadline"),
            models.Index(fields=["quiz", "submitted_at"], name="attempt_of_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lesson_key} ({self.number})"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    def is_over(self, now: datetime) -> bool:
        """Whether nothing can be handed in any more."""
        return self.deadline is not None and now > self.deadline + GRACE


class AttemptAnswer(models.Model):
    """One question of an attempt: in which order its options stood, what was answered, and the mark (0 to 1)."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    shown: models.JSONField[Any, Any] = models.JSONField(default=list, help_text=_("Keys of the options, as they stood."))
    shown_matches: models.JSONField[Any, Any] = models.JSONField(default=list)
    given: models.JSONField[Any, Any] = models.JSONField(default=dict)
    mark = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="answer_once_a_position")]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"
