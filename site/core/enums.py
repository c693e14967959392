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


class TextState(TextChoices):
    """How far the words of a file are known; each label is a sentence for its editor."""

    WAITING = "waiting", _("Its words are being read.")
    READ = "read", _("The search finds it by its words.")
    PARTLY = "partly", _("The search finds it by the words of its first part: it is longer than the search reads.")
    EMPTY = "empty", _("It holds no text, as scanned pages do. The search finds it by its title.")
    LOCKED = "locked", _("It asks for a password. The search finds it by its title.")
    DAMAGED = "damaged", _("It is damaged, or not the kind of file that its name says. The search finds it by its title.")
    TOO_MUCH = "too_much", _("Reading it takes more time or memory than a file may take. The search finds it by its title.")
