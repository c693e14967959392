from django import forms
from django.utils.translation import gettext_lazy as _


class PosterForm(forms.Form):
    """Which second of the video its poster shows; empty leaves the choice to us."""

    second = forms.FloatField(
        label=_("Second of the video"),
        required=False,
        min_value=0,
        help_text=_("It follows the player beside it. Empty: chosen for you."),
        widget=forms.NumberInput(attrs={"step": "0.1", "data-poster-second": ""}),
    )
