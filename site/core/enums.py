from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TermKind(TextChoices):
    THEME = "theme", _("Theme")
    AUDIENCE = "audience", _("Audience")
    DISCIPLINE = "discipline", _("Discipline")
    METHOD = "method", _("Method")


class OrganisationKind(TextChoices):
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    SCHOOL = "school", _("School")
    INSTITUTION = "institution", _("Cultural institution")
    AUTHORITY = "authority", _("Public authority")
    COMPANY = "company", _("Company")
    INFORMAL = "informal", _("Informal group")


class Visibility(TextChoices):
    PUBLIC = "public", _("Everyone")
    COMMUNITY = "community", _("People with an account")
    HIDDEN = "hidden", _("Nobody")


class ConsentPurpose(TextChoices):
    PORTRAIT = "portrait", _("Being shown in a picture")
    RECORDING = "recording", _("Being heard or seen in a recording")
    QUOTE = "quote", _("Being quoted")
    PROFILE = "profile", _("A public profile")


class ConsentStatus(TextChoices):
    NOT_NEEDED = "not_needed", _("No consent needed")
    MISSING = "missing", _("Consent missing")
    GIVEN = "given", _("Consent given")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")
