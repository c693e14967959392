from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(RichTextBlock):
    """Paragraphs and lists. Headings are blocks of their own, so that the order of levels holds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists")
        template = "blocks/text.html"
        preview_value = (
            "<p>The mentee writes one page about where they want to be in six months. "
            "The mentor answers it <i>by hand</i>, before they meet.</p>"
        )
