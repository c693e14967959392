from typing import Any

from django import template

from media_pipeline.forms import TrackForm
from media_pipeline.models import Video
from media_pipeline.queries import status as query

register = template.Library()


@register.simple_tag
def prepare_statuses(videos: Any) -> str:
    """Read the states of a page of videos at once; writes nothing."""
    query.prefetch(videos)
    return ""


@register.simple_tag
def video_status(video: Video) -> query.Status:
    return query.status(video)


@register.simple_tag
def video_renditions(video: Video, version: int) -> Any:
    return query.renditions(video, version)


@register.simple_tag
def track_form(video: Video) -> TrackForm:
    return TrackForm(video=video, initial={"language": video.language}, auto_id="track_%s")


@register.filter
def as_clock(seconds: float | None) -> str:
    """Write a length: `3:07`, `1:02:09`; nothing for a length that nobody knows yet."""
    whole = round(seconds or 0)
    if not whole and not seconds:
        return ""
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


@register.filter
def as_kilobits(bandwidth: int) -> int:
    return round(bandwidth / 1000)
