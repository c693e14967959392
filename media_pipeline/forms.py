from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from media_pipeline.enums import TrackKind
from media_pipeline.models import Track, Video
from media_pipeline.services.track import attach_track
from media_pipeline.services.transcode_job import describe_original, request_transcode
from media_pipeline.tracks.webvtt_text import TrackError


class VideoForm(BaseMediaForm):
    """The admin's form of a video, in its add and edit page and in the chooser: a new file starts a new version."""

    def save(self, commit: bool = True) -> Video:
        is_new = commit and "file" in self.changed_data
        # Read outside of the transaction: a large file must not keep every other writer waiting.
        original = describe_original(self.cleaned_data["file"]) if is_new else None
        with transaction.atomic():
            video: Video = super().save(commit)
            if original is not None:
                request_transcode(video=video, **original)
        return video


class TrackForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=TrackKind)
    file = forms.FileField(
        label=_("WebVTT file"),
        help_text=_("It takes the place of the one in this language and of this kind."),
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )

    def __init__(self, *args: Any, video: Video, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.video = video

    def save(self) -> Track | None:
        """Attach the file; None with an error at the field when it cannot be used."""
        data = self.cleaned_data
        try:
            return attach_track(video=self.video, language=data["language"], kind=data["kind"], file_or_text=data["file"])
        except TrackError as error:
            self.add_error("file", str(error))
            return None
