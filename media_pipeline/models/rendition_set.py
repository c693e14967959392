from django.db import models
from django.utils.translation import gettext_lazy as _

from media_pipeline.models.video import Video


class RenditionSet(models.Model):
    """One version of a video: everything made from one original. Versions count from 1 and are never reused.

    `directory` is relative to the public storage. `published_at` is set when the first rung plays, `completed_at` when
    the last one does.
    """

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="rendition_sets")
    version = models.PositiveIntegerField(_("version"))
    original = models.CharField(_("original"), max_length=255, help_text=_("Its name in the private storage."))
    original_name = models.CharField(max_length=255, blank=True, help_text=_("What the file was called when it was uploaded."))
    original_bytes = models.PositiveBigIntegerField(default=0)
    original_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, help_text=_("When its files went: a newer version plays."))
    duration = models.FloatField(default=0, help_text=_("Seconds that play."))
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    poster = models.CharField(max_length=40, blank=True)
    fallback = models.CharField(max_length=40, blank=True, help_text=_("The plain MP4 for browsers without scripts."))
    storyboard = models.CharField(max_length=40, blank=True, help_text=_("The WebVTT file that points into its pictures."))
    warning = models.TextField(blank=True)
    tracks_read_at = models.DateTimeField(null=True, blank=True, help_text=_("When the subtitles in the original were taken."))
    tracks_warning = models.TextField(blank=True, help_text=_("What could not be taken of them."))

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["video", "version"], name="rendition_set_once_a_version")]

    def __str__(self) -> str:
        return f"{self.video_id} v{self.version}"

    @property
    def directory(self) -> str:
        return f"videos/{self.video.public_id}/v{self.version}"
