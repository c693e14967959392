from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

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


def poster_service() -> Callable[..., Any] | None:
    """Return what makes a poster anew; None where the encoder in use has no way to do it."""
    if find_spec("media_pipeline.services.poster") is None:
        return None
    service: Callable[..., Any] = import_module("media_pipeline.services.poster").choose_poster
    return service
