import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.image import private_storage
from learning.submission_states import SubmissionState


class Submission(models.Model):
    """The work of one learner for the assignment of one lesson; what was handed in are its revisions.

    `state` changes by `learning.submission_states` alone. `handed_in_at` is the moment of the newest revision.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    course_key = models.UUIDField(_("course"), help_text=_("The translation key of the course it was handed in for."))
    state = models.CharField(
        _("state"), max_length=16, choices=SubmissionState.choices, default=SubmissionState.HANDED_IN.value
    )
    handed_in_at = models.DateTimeField(_("handed in"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("work handed in")
        verbose_name_plural = _("works handed in")
        default_permissions = ()
        permissions = [("review_submission", _("Can give feedback on work handed in"))]
        constraints = [models.UniqueConstraint(fields=["user", "lesson_key"], name="submission_once_a_lesson")]
        indexes = [
            models.Index(fields=["state", "handed_in_at"], name="submission_waiting"),
            models.Index(fields=["course_key"], name="submission_course"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lesson_key}"


class SubmissionRevision(models.Model):
    """What was handed in once, never changed afterwards."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version handed in")
        verbose_name_plural = _("versions handed in")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} ({self.number})"


def opaque_name(file: "WorkFile", name: str) -> str:
    """Say where a file lies: nothing of its owner, its name or its address is in the path."""
    return f"work/{uuid.uuid4().hex}"


class WorkFile(models.Model):
    """A file of a learner: beside their draft, or in the revision that it was handed in with. Private storage.

    `name` is what the learner's device called it, cleaned; `kind` what its content says it is (`learning.handed_files`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="work_files")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    revision = models.ForeignKey(SubmissionRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=8)
    size = models.PositiveIntegerField(_("bytes"))
    file = models.FileField(_("file"), storage=private_storage, upload_to=opaque_name)
    added_at = models.DateTimeField(_("added"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a learner")
        verbose_name_plural = _("files of learners")
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "lesson_key"], name="work_file_of")]

    def __str__(self) -> str:
        return self.name
