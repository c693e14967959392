"""Tells an editor, right after a page is published, of its videos that some of its readers cannot follow."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.templatetags.trellis import local_name
from media_pipeline.enums import TrackKind
from media_pipeline.models import Video
from media_pipeline.queries.missing_captions import Missing, missing_on


def editor_address(video: Video, lack: Missing) -> str:
    """Where the missing text is written; beside the captions of the spoken language, if there are any."""
    spoken = next(
        (one for one in video.tracks.all() if one.kind == TrackKind.CAPTIONS and one.language == video.language), None
    )
    beside = f"&beside={spoken.pk}" if spoken and lack.kind == TrackKind.SUBTITLES else ""
    return f"{reverse('media_pipeline:cues', args=[video.pk])}?kind={lack.kind}&language={lack.language}{beside}"


def sentence(video: Video, lack: Missing) -> str:
    if lack.kind == TrackKind.CAPTIONS:
        words = _("“%(title)s” has no captions in %(language)s, which is spoken in it: who cannot hear cannot follow.")
    else:
        words = _("“%(title)s” has no subtitles in %(language)s, the language of the page.")
    return words % {"title": video.title, "language": local_name(lack.language)}


def warn_of_missing_captions(request: HttpRequest, page: Page) -> None:
    policy = policy_registry.get_by_type(Video)
    for video, lacks in missing_on(page):
        may_write = policy.user_has_permission_for_instance(request.user, "change", video)
        for lack in lacks:
            buttons = [messages.button(editor_address(video, lack), _("Write them"))] if may_write else []
            messages.warning(request, sentence(video, lack), buttons=buttons)


def warn_after_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Many pages can be published at once; Wagtail tells of them only here."""
    for page in objects if action_type == "publish" else []:
        if isinstance(page, Page):
            warn_of_missing_captions(request, page)
