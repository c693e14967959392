from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User

_ZONES = [(name, name.replace("_", " ")) for name in settings.WAGTAIL_USER_TIME_ZONES]


class SettingsForm(forms.Form):
    """Who somebody is and how we write to them; what somebody logs in with has pages of its own."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_ZONES, help_text=_("In which dates are shown to you. UTC: in that of your group.")
    )
    has_reminders = forms.BooleanField(label=_("Remind me by e-mail of what is due"), required=False)
    has_work_letters = forms.BooleanField(label=_("Write to me when my work is answered, or work waits for me"), required=False)

    @classmethod
    def of(cls, user: User, *, letters: dict[str, bool], data: QueryDict | None = None) -> "SettingsForm":
        """`letters` says by field which letters somebody gets now."""
        names = ("first_name", "last_name", "language", "time_zone")
        return cls(data, initial={name: getattr(user, name) for name in names} | letters)


class EraseForm(forms.Form):
    """Nobody erases an account by accident, or somebody else's whose screen stands open: address and password."""

    address = forms.CharField(
        label=_("Your e-mail address, typed once more"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        if typed.casefold() != self.user.email.casefold():
            raise forms.ValidationError(_("That is not the address of this account."))
        return typed

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("That is not the password of this account."))
        return password
