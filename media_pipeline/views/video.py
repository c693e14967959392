"""The parts of the admin that say how a video stands, and its buttons."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.permissions import policy_registry
from wagtailmedia.views import media

from media_pipeline.enums import JobState
from media_pipeline.job_states import ACTIVE
from media_pipeline.models import Video
from media_pipeline.poster_form import PosterForm
from media_pipeline.services.poster import PosterError, choose_poster
from media_pipeline.services.transcode_job import cancel_job, move_up, prepare_again


def editable(request: HttpRequest, video_id: int) -> Video:
    """Return a video that this person may change. Raises Http404 or PermissionDenied."""
    video = get_object_or_404(Video, pk=video_id)
    if not policy_registry.get_by_type(Video).user_has_permission_for_instance(request.user, "change", video):
        raise PermissionDenied
    return video


@require_GET
def state(request: HttpRequest, video_id: int) -> HttpResponse:
    return render(request, "media_pipeline/state.html", {"video": editable(request, video_id), "is_live": True})


@require_POST
def retry(request: HttpRequest, video_id: int) -> HttpResponse:
    video = editable(request, video_id)
    if prepare_again(video=video) is not None:
        messages.success(request, _("“%(title)s” is being prepared again.") % {"title": video.title})
    return redirect("wagtailmedia:edit", video.pk)


@require_POST
def cancel(request: HttpRequest, video_id: int) -> HttpResponse:
    video = editable(request, video_id)
    for job in video.jobs.filter(state__in=ACTIVE):
        cancel_job(job=job)
    messages.success(request, _("Work on “%(title)s” stops.") % {"title": video.title})
    return redirect("wagtailmedia:edit", video.pk)


@require_POST
def bump(request: HttpRequest, video_id: int) -> HttpResponse:
    video = editable(request, video_id)
    waiting = video.jobs.filter(state=JobState.QUEUED).first()  # there is one at most
    if waiting is not None and move_up(job=waiting):
        messages.success(request, _("“%(title)s” is the next to be prepared.") % {"title": video.title})
    return redirect("wagtailmedia:edit", video.pk)


@require_POST
def poster(request: HttpRequest, video_id: int) -> HttpResponse:
    """Let the picture at a second of the video stand for it; without one the choice is ours."""
    video = editable(request, video_id)
    form = PosterForm(request.POST)
    try:
        if form.is_valid():
            choose_poster(video=video, second=form.cleaned_data["second"])
            messages.success(request, _("“%(title)s” has another poster.") % {"title": video.title})
        else:
            messages.error(request, _("Please give a second of the video."))
    except PosterError as error:
        messages.error(request, str(error))
    return redirect("wagtailmedia:edit", video.pk)


def delete(request: HttpRequest, video_id: int) -> HttpResponse:
    """wagtailmedia's own page, but a video stays while a page cannot do without it."""
    video = get_object_or_404(Video, pk=video_id)
    if not video.get_usage().is_protected:
        response: HttpResponse = media.delete(request, video_id)
        return response
    editable(request, video_id)
    messages.error(request, _("A page needs “%(title)s”. Take it out there first.") % {"title": video.title})
    return redirect(video.usage_url)


@require_GET
def only_videos(request: HttpRequest) -> HttpResponse:
    """There is no separate kind for sound here."""
    return redirect("wagtailmedia:add", "video")
