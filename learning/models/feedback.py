from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.letter import Letter
from learning.models.submission import Submission, SubmissionRevision
from learning.submission_states import SubmissionState


class Feedback(models.Model):
    """One message about work handed in, by its learner or by who gives feedback; `verdict` is what came with it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="feedback")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feedback_given")
    text = models.TextField(_("message"), blank=True)
    verdict = models.CharField(_("decision"), max_length=16, choices=SubmissionState.choices, blank=True)
    written_at = models.DateTimeField(_("written"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.author_id}"


class WorkLetter(Letter):
    """Somebody is told once of work that was handed in, or of a message about it. Several go into one e-mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="work_letters")
    revision = models.ForeignKey(SubmissionRevision, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    feedback = models.ForeignKey(Feedback, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")

    class Meta:
        verbose_name = _("letter about work handed in")
        verbose_name_plural = _("letters about work handed in")
        constraints = [
            models.UniqueConstraint(fields=["user", "revision"], name="told_once_of_a_revision"),
            models.UniqueConstraint(fields=["user", "feedback"], name="told_once_of_feedback"),
            models.CheckConstraint(
                condition=models.Q(revision=None, feedback__isnull=False) | models.Q(revision__isnull=False, feedback=None),
                name="letter_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.revision_id or self.feedback_id}"
