import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.models import Cohort
from learning.queries.course_report import QUIET_DAYS, Scope


class ReportForm(forms.Form):
    """Who is in a report. A field that cannot be understood narrows nothing, and says so."""

    cohort = forms.ModelChoiceField(Cohort.objects.none(), label=_("Cohort"), required=False, empty_label=_("Everybody"))
    since = forms.DateField(label=_("Joined from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Joined until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    quiet = forms.IntegerField(label=_("Stuck after days"), required=False, min_value=1, max_value=365)

    def __init__(self, *args: Any, course: uuid.UUID, cohort: Cohort | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course, self.only = course, cohort
        self.fields["quiet"].widget.attrs["placeholder"] = QUIET_DAYS
        choices: Any = self.fields["cohort"]
        choices.queryset = Cohort.objects.filter(course_key=course, is_class=False)
        if cohort is not None:
            del self.fields["cohort"]

    def scope(self) -> Scope:
        self.full_clean()
        asked = self.cleaned_data
        return Scope(
            course=self.course,
            cohort=self.only or asked.get("cohort"),
            since=asked.get("since"),
            until=asked.get("until"),
            quiet_days=asked.get("quiet") or QUIET_DAYS,
        )
