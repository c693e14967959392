from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.models import SavedSearch
from search.models.saved_search import LONGEST_NAME


class NameForm(forms.Form):
    """The name of a saved search; each of a list has fields of its own."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    @classmethod
    def of(cls, saved: SavedSearch, data: Any = None) -> "NameForm":
        return cls(data, initial={"name": saved.name}, auto_id=f"{saved.public_id}-%s")


class SaveForm(NameForm):
    """Unticked at first: a letter goes to who has asked for it."""

    has_letter = forms.BooleanField(label=_("Send me an e-mail each week in which there is something new"), required=False)
