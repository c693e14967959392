from core.blocks.call_to_action import CallToActionBlock
from core.blocks.download import DownloadBlock
from core.blocks.heading import HeadingBlock
from core.blocks.image import CaptionedImageBlock
from core.blocks.quote import QuoteBlock
from core.blocks.text import TextBlock

# What every body is made of. Names are nouns and stand in stored content: a rename comes with a data migration.
BODY_BLOCKS = [
    ("text", TextBlock()),
    ("heading", HeadingBlock()),
    ("quote", QuoteBlock()),
    ("image", CaptionedImageBlock()),
    ("download", DownloadBlock()),
    ("call_to_action", CallToActionBlock()),
]

__all__ = [
    "BODY_BLOCKS",
    "CallToActionBlock",
    "CaptionedImageBlock",
    "DownloadBlock",
    "HeadingBlock",
    "QuoteBlock",
    "TextBlock",
]
