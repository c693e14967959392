"""Who was at a live session: one box for each name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learning.models import LiveSession


class AttendanceForm(forms.Form):
    """`shown` says whose names stood on the page: who joined since then is not noted as absent."""

    shown = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    there = forms.MultipleChoiceField(label=_("Was there"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, session: LiveSession, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        noted = dict(session.attendance.values_list("user__public_id", "was_there"))
        shown: Any = self.fields["shown"]
        there: Any = self.fields["there"]
        shown.choices = there.choices = [(key, str(one)) for key, one in self.people.items()]
        shown.initial = list(self.people)
        there.initial = [key for key, one in self.people.items() if noted.get(one.public_id)]

    def chosen(self, name: str) -> list[User]:
        return [self.people[key] for key in self.cleaned_data[name]]
