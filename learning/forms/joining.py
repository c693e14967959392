from django import forms
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """One code, as somebody copies it from a blackboard."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight letters and figures. Small letters and spaces do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
