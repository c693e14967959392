"""The page on which videos are uploaded, and what it asks the server besides the upload itself."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from wagtail.permissions import policy_registry

from accounts.models import User
from media_pipeline.models import Upload, Video
from media_pipeline.queries.upload import may_keep, pending, twin
from media_pipeline.services.finish_upload import keep_upload, use_existing
from media_pipeline.services.upload import describe_upload
from media_pipeline.upload_forms import UploadForm
from media_pipeline.upload_words import words
from media_pipeline.views.owner import owner
from media_pipeline.views.video import editable


def _own(request: HttpRequest, public_id: uuid.UUID) -> Upload:
    return get_object_or_404(Upload.objects.select_related("video", "replaces"), public_id=public_id, owner=owner(request))


def _configuration(person: User, replaces: Video | None) -> dict[str, Any]:
    """Return what the scripts of the page need to know."""
    return {
        "endpoint": reverse("media_pipeline:tus"),
        "replaces": replaces.pk if replaces else None,
        "maximum": settings.UPLOAD_MAX_BYTES,
        "pending": [one for one in pending(person) if one["replaces"] == (replaces.pk if replaces else None)],
        "words": words(),
    }


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    person, wanted = owner(request), request.GET.get("replaces", "")
    replaces = editable(request, int(wanted)) if wanted.isascii() and wanted.isdigit() else None
    if replaces is None and not policy_registry.get_by_type(Video).user_has_permission(person, "add"):
        raise PermissionDenied
    form = UploadForm(owner=person)
    context = {"form": form, "replaces": replaces, "maximum": settings.UPLOAD_MAX_BYTES}
    return render(request, "media_pipeline/upload.html", context | {"configuration": _configuration(person, replaces)})


@require_POST
def details(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a title, a language and a collection, as often as they are changed."""
    upload = _own(request, public_id)
    if upload.video_id is not None:
        editable(request, upload.video_id)  # it may have been moved out of reach since, or deleted
    form = UploadForm(request.POST, owner=owner(request))
    if upload.replaces is not None:
        raise Http404
    if not form.is_valid():
        return JsonResponse({"error": form.sentences}, status=400)
    describe_upload(upload=upload, **form.cleaned_data)
    return JsonResponse({})


@require_GET
def result(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what became of a file whose last byte has arrived."""
    upload = _own(request, public_id)
    same = twin(upload) if upload.is_undecided else None
    drawn = render_to_string("media_pipeline/upload_result.html", {"upload": upload, "same": same}, request)
    return HttpResponse(drawn.strip())  # it takes its own place again and again: blanks around it would pile up


@require_POST
def keep(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    upload = _own(request, public_id)
    if upload.is_undecided:
        if not may_keep(upload):
            raise PermissionDenied
        keep_upload(upload=upload)
    return redirect("media_pipeline:upload_result", public_id)


@require_POST
def use(request: HttpRequest, public_id: uuid.UUID, video_id: int) -> HttpResponse:
    """Take the video that is here already. Only the one that was offered."""
    upload = _own(request, public_id)
    same = twin(upload) if upload.is_undecided else None
    if same is not None and same.pk == video_id:
        use_existing(upload=upload, video=same)
    return redirect("media_pipeline:upload_result", public_id)
