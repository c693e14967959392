from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NewsKind(TextChoices):
    ANNOUNCEMENT = "announcement", _("Announcement")
    REPORT = "report", _("Report")
    RESULT = "result", _("Result")
    PRESS = "press", _("Press")
