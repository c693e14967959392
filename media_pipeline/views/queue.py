"""The queue of videos that are prepared, for operators."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from media_pipeline.models import TranscodeJob
from media_pipeline.queries.queue import queue
from media_pipeline.services.queue import pause_queue, resume_queue
from media_pipeline.services.transcode_job import cancel_job, move_up, retry_transcode

PERMISSION = "media_pipeline.change_mediaqueue"
ACTIONS: dict[str, Callable[[TranscodeJob], object]] = {
    "move-up": lambda job: move_up(job=job),
    "cancel": lambda job: cancel_job(job=job),
    "retry": lambda job: retry_transcode(video=job.video),
}
_operator = permission_required(PERMISSION, raise_exception=True)


@require_GET
@_operator
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "media_pipeline/queue.html", {"queue": queue()})


@require_GET
@_operator
def state(request: HttpRequest) -> HttpResponse:
    """The part that changes; it asks for itself again."""
    return render(request, "media_pipeline/queue_state.html", {"queue": queue()})


@require_POST
@_operator
def pause(request: HttpRequest) -> HttpResponse:
    pause_queue()
    messages.success(request, _("The queue is paused. What was under way goes on from there when you resume."))
    return redirect("media_pipeline:queue")


@require_POST
@_operator
def resume(request: HttpRequest) -> HttpResponse:
    resume_queue()
    messages.success(request, _("The queue goes on."))
    return redirect("media_pipeline:queue")


@require_POST
@_operator
def act(request: HttpRequest, job_id: int, action: str) -> HttpResponse:
    """Move a job up, stop it, or try its video again. What has changed meanwhile shows on the page."""
    if action not in ACTIONS:
        raise Http404
    ACTIONS[action](get_object_or_404(TranscodeJob.objects.select_related("video"), pk=job_id))
    return redirect("media_pipeline:queue")
