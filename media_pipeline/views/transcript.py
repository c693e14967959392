from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from core.registries.video_access import may_watch
from core.templatetags.trellis import bcp47
from media_pipeline.models import Video
from media_pipeline.queries.transcript_text import cues_of, running, timed, track_in


@require_safe
def download(request: HttpRequest, public_id: UUID, language: str) -> HttpResponse:
    """Hand out what is said, to whoever may watch; `?times=1` with the moment of each line."""
    video = Video.objects.select_related("collection").filter(public_id=public_id).first()
    track = track_in(video, language) if video and may_watch(request.user, video) else None
    if video is None or track is None:
        raise Http404
    cues = cues_of(track)
    text = timed(cues) if request.GET.get("times") == "1" else running(cues)
    name = f"{slugify(video.title, allow_unicode=True) or public_id}-{language}.txt"
    response = HttpResponse(f"{video.title}\n\n{text}", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Language"] = bcp47(language)
    response["Cache-Control"] = "private, no-cache"  # who may watch can change
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
