from collections.abc import Iterator

from wagtail.blocks import StreamValue

from media_pipeline.blocks import VideoBlock
from media_pipeline.models import Video


def videos_in(*bodies: StreamValue) -> Iterator[Video]:
    """Give the videos that stand in the bodies of a page, in their order."""
    for body in bodies:
        for child in body:
            if isinstance(child.block, VideoBlock) and child.value is not None:
                yield child.value
