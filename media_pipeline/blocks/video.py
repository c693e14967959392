from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtailmedia.blocks import VideoChooserBlock

from core.registries.video_access import may_watch
from media_pipeline.models import Video
from media_pipeline.queries.playback import playback, prefetch


class VideoBlock(VideoChooserBlock):
    """A video in a page; the template gets `playback`, in the language of the page, if its reader may watch it."""

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film with captions and transcript")
        template = "blocks/video.html"

    def bulk_to_python(self, values: Iterable[Any]) -> list[Video | None]:
        """All videos of a body come at once, with what playing them needs: as many queries for many as for one."""
        videos: list[Video | None] = super().bulk_to_python(values)
        prefetch([video for video in videos if video is not None])
        return videos

    def get_context(self, value: Video | None, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        user = request.user if request else AnonymousUser()
        if value is not None and may_watch(user, value):
            context["playback"] = playback(value, language=get_language() or value.language, user=user)
        return context

    def get_preview_value(self) -> Video | None:
        return Video.objects.last()
