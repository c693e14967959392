"""Which public file an address names, who may open it, and for how long it may be kept."""

import re

from django.http import Http404, HttpRequest, HttpResponseForbidden, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_safe
from wagtail.permissions import policy_registry

from core.registries.video_access import may_watch
from media_pipeline import signed_address, storage
from media_pipeline.hand_over import hand_over
from media_pipeline.models import Video

FOREVER = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"
_VIDEO = re.compile(r"^videos/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
_VERSIONED = re.compile(_VIDEO.pattern + r"(v\d+|tracks)/")


def _spelled(path: str) -> str:
    """Return the one spelling of `path`: `videos//…` is the same file, so the same rule holds for it. Http404: it is hidden."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") for part in parts):
        raise Http404
    return "/".join(parts)


def _video(path: str) -> Video | None:
    """Return the video that a file belongs to, None for other files. Raises Http404 for one that is deleted.

    A file system that ignores case finds a file by other letters than a rule is written for: such a name is none.
    """
    found = _VIDEO.match(path)
    if not found:
        if path.casefold().startswith("videos/"):
            raise Http404
        return None
    video = Video.objects.filter(public_id=found.group(1)).first()
    if video is None:
        raise Http404
    return video


def _caching(path: str) -> str:
    if path.endswith("/master.m3u8"):
        return "no-cache"
    return FOREVER if _VERSIONED.match(path) else "public, max-age=86400"


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that everybody may have. One of a restricted video is not here for anyone: its addresses are signed."""
    path = _spelled(path)
    video = _video(path)
    if video is not None and video.is_restricted:
        raise Http404
    return hand_over(request, path, caching=_caching(path))


@require_safe
def serve_signed(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A file of the video, and for the reader, that the token was made for. Whoever kept the address too long is told 403."""
    found = _VIDEO.match(path)
    reader = signed_address.reader_of(token, public_id=found.group(1)) if found else None
    if reader is None or (reader and reader != signed_address.reader(request.user)):
        return HttpResponseForbidden(headers={"Cache-Control": PRIVATE})
    path = _spelled(path)
    video = _video(path)
    if video is None or found is None or str(video.public_id) != found.group(1):
        raise Http404
    return hand_over(request, path, caching=PRIVATE)


@require_GET
def access(request: HttpRequest, public_id: str) -> JsonResponse:
    """Give a player new addresses before the old ones end; asked again each time, so a right that is gone ends with them."""
    video = Video.objects.filter(public_id=public_id).first()
    if video is None or not _may_open(request, video):
        return JsonResponse({"error": "forbidden"}, status=403, headers={"Cache-Control": "no-store"})
    answer = {"prefix": storage.prefix(video, user=request.user), "expires_in": signed_address.expires_in()}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _may_open(request: HttpRequest, video: Video) -> bool:
    policy = policy_registry.get_by_type(Video)
    return may_watch(request.user, video) or bool(policy.user_has_permission_for_instance(request.user, "change", video))
