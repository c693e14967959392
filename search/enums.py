from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacetName(TextChoices):
    """The filters, in the order in which they are shown; the same names stand in addresses everywhere."""

    KIND = "kind", _("Kind")
    THEME = "theme", _("Theme")
    COUNTRY = "country", _("Country")
    AUDIENCE = "audience", _("For whom")
    DISCIPLINE = "discipline", _("Discipline")
    METHOD = "method", _("Method")
    YEAR = "year", _("Year")
    LANG = "lang", _("Language")
    LEVEL = "level", _("Level")
    DURATION = "duration", _("Duration")


class Sort(TextChoices):
    """The orders of results, as they stand in addresses. Without words there is nothing to match: newest first."""

    RELEVANCE = "relevance", _("Best match")
    NEWEST = "newest", _("Newest first")
    TITLE = "title", _("By title")


class Duration(TextChoices):
    """How long watching or working through takes, in minutes; an upper bound belongs to the shorter band."""

    BRIEF = "brief", _("Up to 5 minutes")
    SHORT = "short", _("5 to 15 minutes")
    MEDIUM = "medium", _("15 to 60 minutes")
    LONG = "long", _("More than an hour")


def duration_of(seconds: float) -> Duration:
    """Return the band that `seconds` falls into; an upper bound belongs to the shorter band."""
    bounds = [(5 * 60, Duration.BRIEF), (15 * 60, Duration.SHORT), (60 * 60, Duration.MEDIUM)]
    return next((band for bound, band in bounds if seconds <= bound), Duration.LONG)


class ClickBand(TextChoices):
    """Where on the pages of results a click was: the place of the result, counted from 1."""

    FIRST = "1", _("1st")
    SECOND = "2", _("2nd")
    THIRD = "3", _("3rd")
    TO_TEN = "4-10", _("4 to 10")
    LATER = "later", _("Later")

    @property
    def column(self) -> str:
        """The field of `search.models.QueryDay`."""
        return f"clicks_{self.value.replace('-', '_')}"
