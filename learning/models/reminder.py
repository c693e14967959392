from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.letter import Letter
from learning.enums import ReminderKind
from learning.models.cohort import DueDate
from learning.models.enrolment import Enrolment


class Reminder(Letter):
    """Somebody is told once that a lesson is soon due, that its date has passed, that it has another one or none.

    `sequence` is that of the due date then: another date is told and reminded of again.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="reminders")
    due_date = models.ForeignKey(DueDate, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=16, choices=ReminderKind.choices)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["enrolment", "due_date", "kind", "sequence"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.due_date_id} ({self.kind})"
