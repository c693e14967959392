from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from search.queries.asked_report import PERIODS

DAYS = 30


def _periods() -> list[tuple[str, str]]:
    return [(str(days), ngettext("The last %(days)d day", "The last %(days)d days", days) % {"days": days}) for days in PERIODS]


class AskedForm(forms.Form):
    """What the report is about. What cannot be understood narrows nothing, and says so."""

    days = forms.ChoiceField(label=_("Period"), choices=_periods, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("All languages")), *settings.LANGUAGES], required=False)

    def asked(self) -> tuple[int, str]:
        """Return the days, and the language or nothing for all."""
        self.full_clean()
        chosen = self.cleaned_data
        return int(chosen.get("days") or DAYS), chosen.get("language") or ""
