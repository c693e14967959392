from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from learning.enums import Activity


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson. A draft may lack what completes it; what is published may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and cleaned.get("activity") == Activity.VIDEO and not cleaned.get("video"):
            self.add_error("video", ValidationError(_("Choose the video that completes this lesson, or another activity.")))
        return cleaned
