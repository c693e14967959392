import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.clock import moment
from learning.models.note import LONGEST, Note

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", re.ASCII)


class MomentField(forms.Field):
    """A second of a video as people write it: `1:23`, `1:02:03`, `83`, `1m23s`; nothing is None."""

    def to_python(self, value: Any) -> int | None:
        text = "".join((value or "").split())
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if found:
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return hours * 3600 + minutes * 60 + seconds
        second = moment(text)
        if second is None:
            raise ValidationError(_("Please write minutes and seconds, such as 1:23."))
        return int(second)


class NoteForm(forms.Form):
    """A note, new or changed. `public_id` is chosen by the page; `edition` is what a changed one was made from."""

    at = MomentField(
        label=_("At"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 12, "size": 8}),
    )
    text = forms.CharField(label=_("Note"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    lesson = forms.UUIDField(widget=forms.HiddenInput)
    public_id = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    @classmethod
    def new(cls, lesson: uuid.UUID) -> "NoteForm":
        return cls(initial={"lesson": lesson, "public_id": uuid.uuid4()}, auto_id="note_%s")

    @classmethod
    def of(cls, note: Note) -> "NoteForm":
        known = {"text": note.text, "at": note.clock, "edition": note.edition}
        return cls(
            initial={**known, "lesson": note.lesson_key, "public_id": note.public_id}, auto_id=f"note_{note.public_id.hex}_%s"
        )
