"""What one app announces and another has to hear, where neither may know the other."""

from typing import Any

from wagtail.models import Page, ReferenceIndex

from media_pipeline.models import Video
from media_pipeline.signals import tracks_changed, video_ready
from search.services.index import touch


def look_at_pages_again(sender: Any, video: Video, **kwargs: Any) -> None:
    """Have the search read every page that plays `video`: its words, its length or its captions have changed."""
    for source, _references in ReferenceIndex.get_references_to(video).group_by_source_object():
        if isinstance(source, Page):
            touch(source.specific)


def connect() -> None:
    for signal in (tracks_changed, video_ready):
        signal.connect(look_at_pages_again, dispatch_uid="search-pages-of-a-video")
