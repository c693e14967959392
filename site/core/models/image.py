from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, WagtailImageField, get_upload_to
from wagtail.search import index

from core.enums import ConsentStatus
from core.models.deletion import Kept30Days, KeptManager, KeptQuerySet
from core.models.localised import Localised, LocalisedText
from core.models.tag import Tag


def private_storage() -> Any:
    return storages["private"]


class KeptImageQuerySet(KeptQuerySet["Image"], ImageQuerySet):
    """What is not deleted, with Wagtail's own way to read renditions for many pictures at once."""


class ImageManager(KeptManager["Image"]):
    queryset_class = KeptImageQuerySet


class ImageTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_images")
    content_object = models.ForeignKey("core.Image", on_delete=models.CASCADE, related_name="tagged_items")


class Image(Kept30Days, Localised, AbstractImage):
    """A picture. Its original is private; what visitors fetch are renditions."""

    file = WagtailImageField(
        _("file"),
        storage=private_storage,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    shows_people = models.BooleanField(
        _("shows people who can be recognised"),
        default=False,
        help_text=_("Then their consent is needed before the picture is published."),
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )
    tags = TaggableManager(through=ImageTag, blank=True, verbose_name=_("tags"))

    objects: ClassVar[ImageManager] = ImageManager()
    all_objects: ClassVar[models.Manager["Image"]] = models.Manager()

    search_fields = [*AbstractImage.search_fields, index.FilterField("deleted_at")]
    admin_form_fields = ("title", "file", "description", "shows_people", "collection", "tags",
                         "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        return self.words("alt") or self.description or ""

    @property
    def consent_status(self) -> ConsentStatus:
        """Computed, never typed: one withdrawal outweighs every consent that was given."""
        if not self.shows_people:
            return ConsentStatus.NOT_NEEDED
        records = list(self.consents.all())
        if any(record.withdrawn_on for record in records):
            return ConsentStatus.WITHDRAWN
        return ConsentStatus.GIVEN if records else ConsentStatus.MISSING

    @property
    def may_be_shown(self) -> bool:
        """Whether it may stand on a public page. Lists know it already (`cleared`): they ask for all their images at once."""
        known: bool | None = getattr(self, "cleared", None)
        if known is not None:
            return known
        return self.consent_status in {ConsentStatus.NOT_NEEDED, ConsentStatus.GIVEN}

    @property
    def consents(self) -> Any:
        from core.models.consent import Consent  # consent stands on image, as on every asset

        return Consent.objects.about(self)


class ImageText(LocalisedText):
    """Alternative text, caption and credit of an image in one language."""

    parent = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="texts", verbose_name=_("image"))
    alt = models.CharField(_("alternative text"), max_length=255, blank=True)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("image text")
        verbose_name_plural = _("image texts")
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="image_text_once_a_language")]

    def __str__(self) -> str:
        return f"{self.parent} ({self.language})"


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_filter")
        ]
