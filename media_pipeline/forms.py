from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from accounts.models import User
from media_pipeline.enums import TrackKind
from media_pipeline.models import Track, Video
from media_pipeline.services.track import attach_track
from media_pipeline.services.transcode_job import describe_original, request_transcode
from media_pipeline.services.upload import FileFacts, check_arrived, count_arrived
from media_pipeline.tracks.timed_text import TrackError
from media_pipeline.uploading import signature
from media_pipeline.uploading.refusal import UploadError


class VideoForm(BaseMediaForm):
    """The admin's form of a video, in its add and edit page and in the chooser: a new file starts a new version."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user

    def clean_file(self) -> File[bytes]:
        """A file that comes this way keeps to the limits of an upload."""
        file: File[bytes] = self.cleaned_data["file"]
        if "file" in self.changed_data:
            begin = file.read(signature.LENGTH)
            file.seek(0)
            try:
                check_arrived(owner=self.user, file=_facts(file), begin=begin)
            except UploadError as error:
                raise forms.ValidationError(str(error)) from error
        return file

    def save(self, commit: bool = True) -> Video:
        is_new = commit and "file" in self.changed_data
        # Read outside of the transaction: a large file must not keep every other writer waiting.
        original = describe_original(self.cleaned_data["file"]) if is_new else None
        facts = _facts(self.cleaned_data["file"]) if is_new else None
        with transaction.atomic():  # the file itself is only given another name in it: see FILE_UPLOAD_TEMP_DIR
            video: Video = super().save(commit)
            if original is not None and facts is not None:
                request_transcode(video=video, **original)
                count_arrived(owner=self.user, file=facts, video=video)
        return video


def _facts(file: File[bytes]) -> FileFacts:
    return FileFacts(PurePath(file.name or "").name, file.size)


class TrackForm(forms.Form):
    """A file for a track; after `save` the sentences in `warnings` say what was mended in it."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=TrackKind)
    file = forms.FileField(
        label=_("WebVTT or SRT file"),
        help_text=_("It takes the place of the one in this language and of this kind."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt,application/x-subrip"}),
    )

    def __init__(self, *args: Any, video: Video, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.video = video
        self.warnings: list[str] = []

    def save(self) -> Track | None:
        """Attach the file; None with an error at the field when it cannot be used."""
        language, kind, file = (self.cleaned_data[name] for name in ("language", "kind", "file"))
        try:
            track, self.warnings = attach_track(video=self.video, language=language, kind=kind, file_or_text=file)
        except TrackError as error:
            self.add_error("file", str(error))
            return None
        return track


class NewTrackForm(forms.Form):
    """Where to begin in the cue editor; its fields are the parameters of that page."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=TrackKind)

    def __init__(self, *args: Any, video: Video, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beside"] = forms.ModelChoiceField(
            label=_("Timing and text from"),
            queryset=video.tracks.all(),
            required=False,
            empty_label=_("none: begin with an empty page"),
            help_text=_("Its cues stand beside yours, with the same times."),
        )
