from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from media_pipeline.enums import TrackKind
from media_pipeline.models.video import Video


def track_path(track: "Track", filename: str) -> str:
    """A new name for every file, so that caches may keep each for ever."""
    return f"videos/{track.video.public_id}/tracks/{track.kind}-{track.language}-{get_random_string(10).lower()}.vtt"


class Track(models.Model):
    """Timed text beside a video, in one language: a sanitised WebVTT file and its cues."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=12, choices=TrackKind, default=TrackKind.CAPTIONS)
    file = models.FileField(_("WebVTT file"), upload_to=track_path, max_length=200)
    is_extracted = models.BooleanField(default=False, help_text=_("Taken from the uploaded file and not edited since."))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["video", "language", "kind"], name="track_once_a_language_and_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_language_display()}"

    @property
    def revision(self) -> str:
        """Names the text as it stands: every save writes a file with a new name."""
        return PurePath(str(self.file.name)).stem
