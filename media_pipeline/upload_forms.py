"""What an editor says of a file: typed in a form, or sent along with the upload."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.permissions import policy_registry

from accounts.models import User
from media_pipeline.models import Video
from media_pipeline.uploading.refusal import UploadError


class UploadForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, help_text=gettext_lazy("The language that is spoken in it.")
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.collections = policy_registry.get_by_type(Video).collections_user_has_permission_for(owner, "add")
        self.fields["collection"] = CollectionChoiceField(label=_("Collection"), queryset=self.collections, empty_label=None)

    @property
    def sentences(self) -> str:
        """Say what is wrong, in one line."""
        return " ".join(f"{self[name].label}: {text}" for name, texts in self.errors.items() for text in texts)


def file_name(said: dict[str, str]) -> str:
    return PurePosixPath(said.get("filename", "").replace("\\", "/").replace("\0", "")).name[:255] or "video"


def milliseconds(said: dict[str, str]) -> int:
    text = said.get("modified", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


def described(owner: User, said: dict[str, str]) -> dict[str, Any]:
    """Return title, language, collection and the video to be replaced, as `create_upload` takes them.

    What is not said gets a sensible value. Raises UploadError: 400 for what cannot be, 403 for what is not allowed.
    """
    if said.get("replaces"):
        video = _replaced(owner, said["replaces"])
        return {"title": video.title, "language": video.language, "collection": video.collection, "replaces": video}
    first = UploadForm(owner=owner).collections.first()
    if first is None:
        raise UploadError(403, _("You may not upload videos."))
    values = {
        "title": said.get("title", "").strip() or PurePosixPath(file_name(said)).stem.replace("_", " ").strip(),
        "language": said.get("language") or settings.LANGUAGE_CODE,
        "collection": said.get("collection") or first.pk,
    }
    form = UploadForm(values, owner=owner)
    if not form.is_valid():
        raise UploadError(400, form.sentences)
    return form.cleaned_data


def _replaced(owner: User, said: str) -> Video:
    is_number = said.isascii() and said.isdigit() and len(said) < 18
    video = Video.objects.filter(pk=int(said)).first() if is_number else None
    if video is None or not policy_registry.get_by_type(Video).user_has_permission_for_instance(owner, "change", video):
        raise UploadError(403, _("You may not replace the file of this video."))
    return video
