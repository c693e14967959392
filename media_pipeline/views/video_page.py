"""The page of one video in the admin. wagtailmedia's own would remove the former original as soon as another one is chosen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry
from wagtail.search.backends import get_search_backends
from wagtailmedia.forms import get_media_form

from media_pipeline.models import Video
from media_pipeline.poster_form import PosterForm
from media_pipeline.queries import history
from media_pipeline.views.video import editable


def edit(request: HttpRequest, video_id: int) -> HttpResponse:
    video = editable(request, video_id)
    form = get_media_form(Video)(request.POST or None, request.FILES or None, instance=video, user=request.user)
    if request.method == "POST":
        if form.is_valid():
            return _save(request, form)
        messages.error(request, _("The video was not saved: something is missing."))
    return render(request, "wagtailmedia/media/edit.html", _context(request, video, form))


def _save(request: HttpRequest, form: Any) -> HttpResponse:
    video = form.save()
    for backend in get_search_backends():  # with the tags, which are saved after the video
        backend.add(video)
    messages.success(request, _("“%(title)s” is saved.") % {"title": video.title})
    return redirect("wagtailmedia:index")


def _context(request: HttpRequest, video: Video, form: Any) -> dict[str, Any]:
    policy = policy_registry.get_by_type(Video)
    return {
        "media": video,
        "form": form,
        "versions": history.versions(video),
        "jobs": history.jobs(video),
        "poster_form": PosterForm(initial={"second": video.poster_second}),
        "user_can_delete": policy.user_has_permission_for_instance(request.user, "delete", video),
    }
