from collections.abc import Iterator

from wagtail.blocks import StreamValue

from media_pipeline.blocks import VideoBlock
from media_pipeline.models import Video
from media_pipeline.queries.transcript import Cue, public_transcript


def videos_in(*bodies: StreamValue) -> Iterator[Video]:
    """Give the videos that stand in the bodies of a page, in their order."""
    for body in bodies:
        for child in body:
            if isinstance(child.block, VideoBlock) and child.value is not None:
                yield child.value


def spoken_in(*bodies: StreamValue, language: str) -> list[Cue]:
    """Return what everybody may read of the first video of a page: the one that `?t=` in its address plays."""
    video = next(videos_in(*bodies), None)
    return public_transcript(video, language=language) if video else []
