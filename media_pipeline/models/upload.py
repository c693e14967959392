import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from media_pipeline.models.video import Video
from media_pipeline.uploading import part


class Upload(models.Model):
    """A file on its way to us, in pieces (tus 1.0). How far it is says its part in the private storage, not this row.

    `finished_at` is set once every byte is here and `sha256` known. Then `video` is what became of it; while that is
    empty the editor is asked, because the same bytes are here already. `modified` is the file's own time in milliseconds.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField()
    modified = models.BigIntegerField(default=0)
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="+", verbose_name=_("collection"))
    replaces = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def part(self) -> Path:
        """Where its bytes are collected."""
        return parts_folder() / f"{self.public_id}.part"

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here."""
        return part.size(self.part) == self.size

    @property
    def is_expired(self) -> bool:
        return self.finished_at is None and self.expires_at <= timezone.now() and not self.is_whole

    @property
    def is_undecided(self) -> bool:
        """Whether the editor has yet to say what becomes of a file that is here already."""
        return self.finished_at is not None and self.video_id is None

    @property
    def made_video(self) -> bool:
        """Whether a video of its own came out of it, whose title it may still change."""
        return self.video is not None and self.video.rendition_sets.filter(version=1, original__contains=self.mark).exists()

    @property
    def mark(self) -> str:
        """Stands in the name of its file among the originals, so that no two are the same."""
        return self.public_id.hex[:12]


def parts_folder() -> Path:
    return Path(Video._meta.get_field("file").storage.path("uploads"))
