from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from learning.enums import Activity

# What completes a lesson stands in the field of the same name.
MISSING = {
    Activity.VIDEO.value: _("Choose the video that completes this lesson, or another activity."),
    Activity.QUIZ.value: _("Choose the quiz that completes this lesson, or another activity."),
}


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson. A draft may lack what completes it; what is published may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and cleaned.get("activity") == Activity.VIDEO and not cleaned.get("video"):
            self.add_error("video", ValidationError(_("Choose the video that completes this lesson, or another activity.")))
        if not self.is_deferred_validation and cleaned.get("activity") == Activity.QUIZ and not cleaned.get("quiz"):
            self.add_error("quiz", ValidationError(_("Choose the quiz that completes this lesson, or another activity.")))
        return cleaned
