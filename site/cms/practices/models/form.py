from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

MOST_THEMES = 3


class GoodPracticeForm(WagtailAdminPageForm):
    """The edit form. A draft may lack anything; what stands in it must fit."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if len(cleaned.get("themes") or []) > MOST_THEMES:
            self.add_error("themes", ValidationError(_("Choose at most three themes.")))
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", ValidationError(_("It cannot end before it began.")))
        return cleaned
