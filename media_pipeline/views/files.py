"""Hands out public files: parts of them (Range), the right types, and caches that fit how each is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from core.registries.video_access import may_watch
from media_pipeline.models import Video

TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}
FOREVER = "public, max-age=31536000, immutable"
CHUNK_BYTES = 256 * 1024
_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")  # more digits than any file has bytes are no range
_VIDEO = re.compile(r"^videos/([0-9a-f-]{36})/")
_VERSIONED = re.compile(r"^videos/[0-9a-f-]{36}/(v\d+|tracks)/")


@dataclass(frozen=True)
class Span:
    """Bytes `start` to `end`, both included."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start + 1


class RangeError(ValueError):
    """The wanted range lies outside the file."""


def span(header: str, size: int) -> Span | None:
    """Read a Range header for a file of `size` bytes; None asks for the whole. Raises RangeError.

    More than one range at once, or another unit, is answered with the whole file (RFC 9110, 14.2).
    """
    found = _RANGE.match(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < start:
            return None
    else:
        start, end = max(0, size - int(last)), size - 1
    if start >= size or (not first and int(last) == 0):
        raise RangeError
    return Span(start, end)


def _find(path: str) -> Path:
    """Return the file behind `path`; nothing hidden, nothing outside the public folder, no folder."""
    if any(part.startswith(".") for part in path.split("/")):
        raise Http404
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
        is_ours = file.is_file() and file.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    except (SuspiciousFileOperation, ValueError, OSError):  # OSError: a name that is too long
        raise Http404 from None
    if not is_ours:
        raise Http404
    return file


def _is_private(request: HttpRequest, path: str) -> bool:
    """Whether this belongs to a restricted video; Http404 for one that is deleted or not for this visitor."""
    found = _VIDEO.match(path)
    if not found:
        return False
    video = Video.objects.select_related("collection").filter(public_id=found.group(1)).first()
    if video is None:
        raise Http404
    if not video.is_restricted:
        return False
    if not may_watch(request.user, video) and not request.user.has_perm("media_pipeline.change_video"):
        raise Http404
    return True


def _caching(path: str, *, is_private: bool) -> str:
    if is_private:
        return "private, no-cache"
    if path.endswith("/master.m3u8"):
        return "no-cache"
    return FOREVER if _VERSIONED.match(path) else "public, max-age=86400"


def _part(file: Path, wanted: Span) -> Iterator[bytes]:
    with file.open("rb") as opened:
        opened.seek(wanted.start)
        left = wanted.length
        while left and (data := opened.read(min(CHUNK_BYTES, left))):
            left -= len(data)
            yield data


def _answer(request: HttpRequest, file: Path, etag: str, modified: float) -> HttpResponseBase:
    size = file.stat().st_size
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    tag = request.headers.get("If-None-Match")
    if tag == etag or (tag is None and since is not None and int(modified) <= since):
        return HttpResponseNotModified()
    is_same = request.headers.get("If-Range", etag) in (etag, http_date(modified))
    try:
        wanted = span(request.headers.get("Range", ""), size) if is_same else None
    except RangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return FileResponse(file.open("rb"), headers={"Content-Length": str(size)})
    response = StreamingHttpResponse(_part(file, wanted), status=206)
    response["Content-Range"] = f"bytes {wanted.start}-{wanted.end}/{size}"
    response["Content-Length"] = str(wanted.length)
    return response


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _find(path)
    # One spelling: `videos//…` is the same file, so the same rule holds for it.
    path = file.relative_to(Path(settings.MEDIA_ROOT).absolute()).as_posix()
    is_private = _is_private(request, path)
    status = file.stat()
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    response = _answer(request, file, etag, status.st_mtime)
    if response.status_code in (200, 206):
        response["Content-Type"] = TYPES.get(file.suffix.lower(), "application/octet-stream")
    response["Cache-Control"] = _caching(path, is_private=is_private)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(status.st_mtime)
    response["X-Content-Type-Options"] = "nosniff"
    return response
