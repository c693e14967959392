from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media_pipeline.forms import TrackForm
from media_pipeline.models import Video
from media_pipeline.queries.playback import prefetch
from media_pipeline.queries.status import Status, status

register = template.Library()


@register.simple_tag
def prepare_statuses(videos: Any) -> str:
    """Read the states of a page of videos at once; writes nothing."""
    prefetch(videos)
    return ""


@register.simple_tag(takes_context=True)
def video_status(context: Context, video: Video) -> Status:
    request = context.get("request")
    return status(video, user=request.user if request else None)


@register.simple_tag
def track_form(video: Video) -> TrackForm:
    return TrackForm(video=video, initial={"language": video.language}, auto_id="track_%s")


@register.filter
def as_kilobits(bandwidth: int) -> int:
    return round(bandwidth / 1000)


@register.filter
def as_time_left(seconds: int | None) -> str:
    """Say an estimate as roughly as it is one."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {"count": minutes}
    hours = round(seconds / 3600)
    return ngettext("about %(count)d hour left", "about %(count)d hours left", hours) % {"count": hours}
