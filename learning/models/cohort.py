import secrets
import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import validate_time_zone

# Pupils type codes from a blackboard: nothing that looks like something else, and no vowels, so that no word comes out.
ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789"
LENGTH = 8  # 282 billion: nobody finds one by trying


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def plain_code(typed: str) -> str:
    """Return a code as it is stored: what people type in small letters, with spaces or dashes, is the same code."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


class Cohort(models.Model):
    """People who take a course together; they join with its code, or are put on its list.

    A class (`is_class`) shows its teacher how far all of them are, and nobody who they are. The code can be used from
    `opens_at` until `closes_at`, both written in the local time of `time_zone`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course_key = models.UUIDField(_("course"), help_text=_("The translation key of the course."))
    name = models.CharField(_("name"), max_length=120)
    code = models.CharField(_("code"), max_length=16, default=new_code, editable=False)
    is_class = models.BooleanField(
        _("school class"),
        default=False,
        help_text=_("Nobody sees who is in it: its teacher sees how many have done each lesson, never names."),
    )
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("teacher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cohorts_taught",
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: as many as come.")
    )
    opens_at = models.DateTimeField(_("code works from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("code works until"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("code"), name="cohort_code_once_whatever_case"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None) | models.Q(closes_at=None) | models.Q(opens_at__lt=models.F("closes_at")),
                name="cohort_opens_before_it_closes",
                violation_error_message=_("The code has to begin to work before it ends."),
            ),
        ]
        indexes = [models.Index(fields=["course_key"], name="cohort_course")]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_code(self) -> str:
        """The code as it is written down: two groups of four."""
        return f"{self.code[:4]}\N{NO-BREAK SPACE}{self.code[4:]}"


class DueDateManager(models.Manager["DueDate"]):
    def get_queryset(self) -> models.QuerySet["DueDate"]:
        return super().get_queryset().filter(is_gone=False)


class DueDate(models.Model):
    """Until when the people of a cohort are asked to have done a lesson. Nothing closes then.

    One that was taken away (`is_gone`) is kept, for the letter that says so; `objects` leaves it out. `before` is the date
    that was told last, where it is another one than now; `sequence` grows with every change.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="due_dates")
    lesson_key = models.UUIDField(_("lesson"), help_text=_("The translation key of the lesson."))
    at = models.DateTimeField(_("due"), db_index=True)
    before = models.DateTimeField(_("due before that"), null=True, blank=True, help_text=_("The date that people know."))
    is_gone = models.BooleanField(default=False, editable=False)
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = DueDateManager()
    all_objects: ClassVar[models.Manager["DueDate"]] = models.Manager()

    class Meta:
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["cohort", "lesson_key"], name="due_date_once_a_lesson")]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.lesson_key} ({self.at:%Y-%m-%d})"

    @property
    def moment(self) -> datetime | None:
        """When the lesson is due; None where it is no longer."""
        return None if self.is_gone else self.at
