from collections.abc import Sequence

from django import template
from django.urls import reverse

from core.templatetags.trellis import local_name
from media_pipeline.forms import NewTrackForm
from media_pipeline.models import Video
from media_pipeline.publish_warning import editor_address
from media_pipeline.queries.missing_captions import Missing, missing_in_bulk

register = template.Library()
_KEPT = "_missing_captions"


@register.simple_tag
def prepare_captions(videos: Sequence[Video]) -> str:
    """Look up for a page of videos at once which captions they lack; writes nothing."""
    found = missing_in_bulk(videos)
    for video in videos:
        video.__dict__[_KEPT] = found[video.pk]
    return ""


@register.simple_tag
def missing_captions(video: Video) -> list[Missing]:
    """Return what a video lacks; no query for one of `prepare_captions`."""
    if _KEPT not in video.__dict__:
        prepare_captions([video])
    lacks: list[Missing] = video.__dict__[_KEPT]
    return lacks


@register.simple_tag
def cue_editor(video: Video, lack: Missing) -> str:
    return editor_address(video, lack)


@register.simple_tag
def new_track_form(video: Video) -> NewTrackForm:
    return NewTrackForm(video=video, initial={"language": video.language}, auto_id="new_track_%s")


@register.simple_tag
def extraction_warnings(video: Video) -> list[str]:
    """Return what could not be taken of the subtitles inside the newest file."""
    newest = video.rendition_sets.order_by("version").last()
    return newest.tracks_warning.splitlines() if newest else []


@register.simple_tag
def transcript_address(public_id: str, language: str) -> str:
    return reverse("transcript_text", args=[public_id, language])


@register.filter
def names(lacks: list[Missing]) -> str:
    return ", ".join(local_name(lack.language) for lack in lacks)
