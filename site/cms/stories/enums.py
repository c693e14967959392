from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StoryKind(TextChoices):
    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")
    ALUMNI = "alumni", _("Alumni")
    PARTNER = "partner", _("Partner")
    TEAM = "team", _("Team")
    GROUP = "group", _("Group")
