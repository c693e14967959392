"""What one app announces and another has to hear, where neither may know the other."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex

from media_pipeline.models import Video
from media_pipeline.signals import tracks_changed, video_ready
from operations.demo.watching import is_film, put_watching
from search.services.index import touch


def look_at_pages_again(sender: Any, video: Video, **kwargs: Any) -> None:
    """Have the search read `video` and every page that plays it: its words, its length or its captions have changed."""
    touch(video)
    for source, _references in ReferenceIndex.get_references_to(video).group_by_source_object():
        if isinstance(source, Page):
            touch(source.specific)


def look_after_saving(sender: Any, instance: Video, **kwargs: Any) -> None:
    """A video that is deleted, or moved to another collection, may no longer be for everybody."""
    look_at_pages_again(sender, video=instance)


def watch_film(sender: Any, video: Video, **kwargs: Any) -> None:
    """A film of the demo can be played by now: its people have watched it, so that reports have a curve to show."""
    if is_film(video.public_id):
        put_watching()


def connect() -> None:
    for signal in (tracks_changed, video_ready):
        signal.connect(look_at_pages_again, dispatch_uid="search-pages-of-a-video")
    video_ready.connect(watch_film, dispatch_uid="watch-film-of-the-demo")
    post_save.connect(look_after_saving, sender=Video, dispatch_uid="search-pages-of-a-saved-video")
