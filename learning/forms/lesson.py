from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from learning.enums import Activity

# What completes a lesson stands in the field of the same name, but for these.
FIELDS = {Activity.REFLECTION.value: "prompt"}
MISSING = {
    Activity.VIDEO.value: _("Choose the video that completes this lesson, or another activity."),
    Activity.QUIZ.value: _("Choose the quiz that completes this lesson, or another activity."),
    Activity.WORKSHEET.value: _("Put a field into the worksheet that completes this lesson, or choose another activity."),
    Activity.REFLECTION.value: _("Write the question that this lesson asks, or choose another activity."),
}


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson. A draft may lack what completes it; what is published may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        activity = str(cleaned.get("activity"))
        field = FIELDS.get(activity, activity)
        if not self.is_deferred_validation and activity in MISSING and not cleaned.get(field):
            self.add_error(field, ValidationError(MISSING[activity]))
        return cleaned
