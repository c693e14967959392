import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from core.models.deletion import Kept30Days, KeptManager, KeptQuerySet
from core.models.image import private_storage
from core.models.tag import Tag
from core.queries.collections import is_restricted, restricted_among


class VideoTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_videos")
    content_object = models.ForeignKey("media_pipeline.Video", on_delete=models.CASCADE, related_name="tagged_items")


class VideoQuerySet(KeptQuerySet["Video"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, so that work on each is cancelled (`services.removal`)."""
        videos = list(self)
        for video in videos:
            video.delete()
        return len(videos), {self.model._meta.label: len(videos)}


class VideoManager(KeptManager["Video"]):
    queryset_class = VideoQuerySet


class Video(Kept30Days, AbstractMedia):
    """A film or a recording. The original is private; what is played are renditions made from it.

    `duration` (seconds), `width` and `height` (pixels as displayed) are written by the probe, never typed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), storage=private_storage, upload_to="videos")
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language that is spoken in it."),
    )
    poster_second = models.FloatField(
        _("poster"), null=True, blank=True, help_text=_("The second whose picture stands for the video; empty: chosen for you.")
    )
    allows_download = models.BooleanField(
        _("may be downloaded"), default=False, help_text=_("Offer a file to keep beside the player.")
    )
    tags = TaggableManager(through=VideoTag, blank=True, verbose_name=_("tags"))

    objects: ClassVar[VideoManager] = VideoManager()
    all_objects: ClassVar[models.Manager["Video"]] = models.Manager()

    search_fields = [*AbstractMedia.search_fields, index.FilterField("id"), index.FilterField("deleted_at")]
    admin_form_fields = ("title", "file", "language", "collection", "tags", "allows_download")

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.type = "video"
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The original has no address."""
        return ""

    @property
    def sources(self) -> list[dict[str, str]]:
        return []

    @property
    def is_restricted(self) -> bool:
        """Whether its collection lies in the root collection *Restricted*. One query, kept until the collection is another."""
        known: tuple[int | None, bool] | None = self.__dict__.get("_restricted")
        if known is not None and known[0] == self.collection_id:
            return known[1]
        found = is_restricted(self.collection_id)
        self.__dict__["_restricted"] = (self.collection_id, found)
        return found

    @staticmethod
    def read_restrictions(videos: Iterable["Video"]) -> None:
        """Answer `is_restricted` for many videos with one query."""
        listed = list(videos)
        found = restricted_among(video.collection_id for video in listed)
        for video in listed:
            video.__dict__["_restricted"] = (video.collection_id, video.collection_id in found)
