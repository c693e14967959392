from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock


class CaptionedImageValue(StructValue):
    @property
    def picture(self) -> Any:
        """The image, while the people on it agree to be shown."""
        image = self["image"]
        return image if image and image.may_be_shown else None

    @property
    def caption_text(self) -> str:
        """What the editor wrote here, otherwise the picture's own caption in the reader's language."""
        return str(self["caption"] or (self["image"].words("caption") if self["image"] else ""))

    @property
    def credit(self) -> str:
        return str(self["image"].words("credit")) if self["image"] else ""


class CaptionedImageBlock(StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = CharBlock(
        label=_("Caption"), required=False, max_length=500, help_text=_("Empty: the caption that comes with the picture.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with its caption and credit")
        template = "blocks/image.html"
        value_class = CaptionedImageValue

    def bulk_to_python(self, values: Any) -> list[Any]:
        from core.queries.images import know_images  # the query reads page models, which hold blocks

        found: list[Any] = super().bulk_to_python(values)
        know_images(value["image"] for value in found if value["image"])
        return found

    def get_preview_value(self) -> Any:
        """The newest picture of the site."""
        image = get_image_model().objects.last()
        return self.to_python({"image": {"image": image.pk if image else None}, "caption": "Spring camp, second day"})
