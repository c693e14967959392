import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from learning.enums import CertificateKind
from learning.models import CertificateTemplate
from learning.queries.certificate import finisher_addresses
from learning.queries.course_choice import course_choices


class CertificateTemplateForm(WagtailAdminModelForm):
    course_key = forms.TypedChoiceField(
        label=_("Course"), required=False, coerce=uuid.UUID, empty_value=None, help_text=_("Empty: for all without their own.")
    )

    class Meta:
        model = CertificateTemplate
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["course_key"]
        choices = course_choices()
        kept = self.instance.course_key
        if kept and kept not in dict(choices):  # not published just now
            choices.append((kept, str(kept)))
        known.choices = [("", _("All courses")), *choices]


class IssueForm(forms.Form):
    """Many certificates at once; nothing is issued until the list has been looked at."""

    course_key = forms.TypedChoiceField(label=_("Course"), coerce=uuid.UUID)
    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices, initial=CertificateKind.PARTICIPATION)
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line. For certificates of completion, empty means everybody who has finished the course."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["course_key"]
        known.choices = course_choices()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") != CertificateKind.COMPLETION and not self.address_list:
            self.add_error("addresses", _("Please say who gets one."))
        return cleaned

    @property
    def address_list(self) -> list[str]:
        """The addresses that were typed; where none was, those of everybody who has finished the course."""
        typed = str(self.cleaned_data.get("addresses", "")).replace(",", "\n").replace(";", "\n").split()
        if typed or self.cleaned_data.get("kind") != CertificateKind.COMPLETION or "course_key" not in self.cleaned_data:
            return typed
        return finisher_addresses(self.cleaned_data["course_key"])


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name as it is printed"), max_length=200)


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("For the holder; the public sees the day."))
