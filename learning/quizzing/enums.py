from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    SINGLE = "single", _("One right answer")
    MULTIPLE = "multiple", _("Several right answers")
    ORDER = "order", _("Put in order")
    MATCH = "match", _("Match pairs")
    NUMBER = "number", _("A number")
    SHORT = "short", _("A short text")


class Review(TextChoices):
    """When somebody who has handed in a quiz may see the right answers."""

    NEVER = "never", _("Never")
    PASSED = "passed", _("After passing")
    LAST = "last", _("When no attempt is left")
    DEADLINE = "deadline", _("From a moment on; until then the quiz is open")
