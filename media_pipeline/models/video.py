import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtailmedia.models import AbstractMedia

from core.models.deletion import Kept30Days, KeptManager
from core.models.image import private_storage
from core.models.tag import Tag


class VideoTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_videos")
    content_object = models.ForeignKey("media_pipeline.Video", on_delete=models.CASCADE, related_name="tagged_items")


class Video(Kept30Days, AbstractMedia):
    """A film or a recording. The original is private; what is played are renditions made from it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), storage=private_storage, upload_to="videos")
    tags = TaggableManager(through=VideoTag, blank=True, verbose_name=_("tags"))

    objects: ClassVar[KeptManager["Video"]] = KeptManager()
    all_objects: ClassVar[models.Manager["Video"]] = models.Manager()

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    @property
    def is_restricted(self) -> bool:
        return False
