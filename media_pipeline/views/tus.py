"""Resumable uploads as the protocol tus 1.0.0 has them: core, creation, expiration, checksum and termination.

The status of each answer is the protocol's; its body is a sentence for the editor. Who asks is known by the session, and
Django's own check wants the CSRF token as a header, also with PATCH and DELETE.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from media_pipeline.models import Upload, Video
from media_pipeline.queries.upload import offset as arrived
from media_pipeline.services.finish_upload import finish_upload
from media_pipeline.services.receive_bytes import receive_bytes
from media_pipeline.services.upload import FileFacts, create_upload, remove_upload
from media_pipeline.upload_forms import described, file_name, milliseconds
from media_pipeline.uploading import checksum, metadata
from media_pipeline.uploading.refusal import UploadError
from media_pipeline.views.owner import owner

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination"
BYTES = "application/offset+octet-stream"
SILENT_SECONDS = 60

View = Callable[..., HttpResponse]


def protocol(*methods: str) -> Callable[[View], View]:
    """Answer as the protocol wants, for these methods and OPTIONS: version, method, and errors in its form."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            method = _method(request)
            try:
                _check(request, method, methods)
                response = options() if method == "OPTIONS" else view(request, method, **kwargs)
            except UploadError as error:
                response = HttpResponse(str(error), status=error.status, content_type="text/plain; charset=utf-8")
            response["Tus-Resumable"] = VERSION
            if response.status_code == 412:
                response["Tus-Version"] = VERSION
            if response.status_code == 405:
                response["Allow"] = ", ".join([*methods, "OPTIONS"])
            return response

        return answer

    return decorate


def _method(request: HttpRequest) -> str:
    """Return what is asked for. Only a POST may mean something else: it has passed the check of its token."""
    meant = request.headers.get("X-HTTP-Method-Override", "").upper()
    return meant if meant and request.method == "POST" else str(request.method)


def _check(request: HttpRequest, method: str, methods: tuple[str, ...]) -> None:
    if method not in {*methods, "OPTIONS"}:
        raise UploadError(405, _("This is not how a file is uploaded."))
    if method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise UploadError(412, _("Only version %(version)s of the upload protocol is spoken here.") % {"version": VERSION})
    if not policy_registry.get_by_type(Video).user_has_any_permission(request.user, ["add", "change"]):
        raise UploadError(403, _("You may not upload videos."))


def options() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(checksum.ALGORITHMS),
        },
    )


def _number(request: HttpRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UploadError(400, _("The header %(name)s is missing or no number.") % {"name": name})
    return int(text)


@protocol("POST")
def collection(request: HttpRequest, method: str) -> HttpResponse:
    """Begin an upload; its first bytes may come along."""
    said = metadata.read(request.headers.get("Upload-Metadata", ""))
    facts = FileFacts(file_name(said), _number(request, "Upload-Length"), milliseconds(said))
    person = owner(request)
    found = create_upload(owner=person, file=facts, **described(person, said))
    if request.headers.get("Content-Type") == BYTES and _length(request):
        _receive_first(request, found)
    response = HttpResponse(status=201, headers=_place(found))
    response["Location"] = reverse("media_pipeline:tus_upload", args=[found.public_id])
    return response


def _receive_first(request: HttpRequest, found: Upload) -> None:
    try:
        _receive(request, found, 0)
    except UploadError:
        remove_upload(upload=found)  # its address was never told
        raise


@protocol("HEAD", "PATCH", "DELETE")
def upload(request: HttpRequest, method: str, public_id: uuid.UUID) -> HttpResponse:
    """Say how far an upload is, take its next bytes, or forget it."""
    found = Upload.objects.filter(public_id=public_id, owner=owner(request)).select_related("owner").first()
    if found is None:
        raise UploadError(404, _("There is no such upload. Perhaps it was removed."))
    if found.is_expired:
        raise UploadError(410, _("This upload was left alone for too long. Please begin it again."))
    return {"HEAD": head, "PATCH": patch, "DELETE": delete}[method](request, found)


def head(request: HttpRequest, found: Upload) -> HttpResponse:
    return HttpResponse(headers=_place(found) | {"Upload-Length": str(found.size)})


def patch(request: HttpRequest, found: Upload) -> HttpResponse:
    if request.headers.get("Content-Type") != BYTES:
        raise UploadError(415, _("Bytes have to come as %(kind)s.") % {"kind": BYTES})
    _receive(request, found, _number(request, "Upload-Offset"))
    return HttpResponse(status=204, headers=_place(found))


def delete(request: HttpRequest, found: Upload) -> HttpResponse:
    if found.video_id is not None:
        raise UploadError(409, _("This file is here already."))  # and counts for the quota of its day
    remove_upload(upload=found)
    return HttpResponse(status=204)


def _place(found: Upload) -> dict[str, str]:
    headers = {"Upload-Offset": str(arrived(found))}
    if found.finished_at is None:
        headers["Upload-Expires"] = http_date(found.expires_at.timestamp())
    return headers


def _length(request: HttpRequest) -> int:
    """Return how many bytes come. Raises UploadError 411 where that is not said."""
    if "Content-Length" not in request.headers or not request.headers["Content-Length"]:
        raise UploadError(411, _("The header %(name)s is missing or no number.") % {"name": "Content-Length"})
    return _number(request, "Content-Length")


def _receive(request: HttpRequest, found: Upload, at: int) -> None:
    said = request.headers.get("Upload-Checksum")
    wanted = checksum.Checksum.read(said) if said is not None else None
    length = _length(request)
    if found.finished_at is not None:
        raise UploadError(409, _("This file is here already."))
    if (socket := request.META.get("gunicorn.socket")) is not None:
        socket.settimeout(SILENT_SECONDS)  # a computer that fell asleep does not keep a thread for ever
    receive_bytes(upload=found, offset=at, length=length, stream=request, checksum=wanted)
    finish_upload(upload=found)
