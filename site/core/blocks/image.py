from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock


class CaptionedImageBlock(StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with its caption and credit")
        template = "blocks/image.html"

    def get_preview_value(self) -> Any:
        """The newest picture of the site; without one the frame and the caption alone."""
        image = get_image_model().objects.last()
        return self.to_python({"image": {"image": image.pk if image else None}, "caption": "Spring camp, second day"})
