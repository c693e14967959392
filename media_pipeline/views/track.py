from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from media_pipeline.forms import TrackForm
from media_pipeline.services.track import remove_track
from media_pipeline.views.video import editable


@require_POST
def attach(request: HttpRequest, video_id: int) -> HttpResponse:
    video = editable(request, video_id)
    form = TrackForm(request.POST, request.FILES, video=video)
    track = form.save() if form.is_valid() else None
    if track is not None:
        count = track.cues.count()
        words = ngettext("%(track)s: attached, %(count)d cue.", "%(track)s: attached, %(count)d cues.", count)
        messages.success(request, words % {"track": track, "count": count})
    for warning in form.warnings:
        messages.warning(request, warning)
    for error in (text for texts in form.errors.values() for text in texts):
        messages.error(request, _("The text was not attached. %(error)s") % {"error": error})
    return redirect("wagtailmedia:edit", video.pk)


@require_POST
def remove(request: HttpRequest, video_id: int, track_id: int) -> HttpResponse:
    video = editable(request, video_id)
    track = get_object_or_404(video.tracks, pk=track_id)
    words = str(track)
    remove_track(track=track)
    messages.success(request, _("%(track)s: removed.") % {"track": words})
    return redirect("wagtailmedia:edit", video.pk)


@require_safe
def download(request: HttpRequest, video_id: int, track_id: int) -> HttpResponseBase:
    """Hand out the WebVTT file under a name that tells what it is."""
    video = editable(request, video_id)
    track = get_object_or_404(video.tracks, pk=track_id)
    try:
        file = track.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = f"{slugify(video.title, allow_unicode=True) or video.public_id}-{track.kind}-{track.language}.vtt"
    return FileResponse(file, as_attachment=True, filename=name, content_type="text/vtt; charset=utf-8")
