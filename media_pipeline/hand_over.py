"""The one way a file leaves: by ourselves, in parts where they are asked for, by the web server in front of us, or by a
storage elsewhere, to whose own signed address (`storage.url`) we send the visitor.

Nothing above this module knows whether a file is there, and how its bytes travel.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_http_date_safe

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
NAMES_OTHERS = {".m3u8", ".vtt"}  # by addresses beside their own: they have to come from ours
CHUNK_BYTES = 256 * 1024
_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")  # more digits than any file has bytes are no range


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


def _part(file: Path, wanted: Span) -> Iterator[bytes]:
    with file.open("rb") as opened:
        opened.seek(wanted.start)
        left = wanted.length
        while left and (data := opened.read(min(CHUNK_BYTES, left))):
            left -= len(data)
            yield data


def _body(request: HttpRequest, file: Path, etag: str, modified: float) -> HttpResponseBase:
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


def _by_ourselves(request: HttpRequest, file: Path) -> HttpResponseBase:
    status = file.stat()
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    response = _body(request, file, etag, status.st_mtime)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(status.st_mtime)
    return response


def _by_the_web_server(path: str) -> HttpResponse:
    """An empty answer that names the file: the web server fills it, parts and ETag included."""
    return HttpResponse(headers={"X-Accel-Redirect": settings.MEDIA_ACCEL_PREFIX + quote(path)})


def _by_the_storage(path: str) -> HttpResponse:
    """Send the visitor to an address that the storage has signed; what names its neighbours is read and sent by ourselves."""
    if PurePosixPath(path).suffix not in NAMES_OTHERS:
        return HttpResponseRedirect(default_storage.url(path))
    try:
        with default_storage.open(path) as file:
            return HttpResponse(file.read())
    except FileNotFoundError:
        raise Http404 from None


def _place(path: str) -> Path | None:
    """Return where a file lies on this computer; None in a storage elsewhere. Http404: there is none, or not in the folder."""
    try:
        root = Path(default_storage.path(""))
    except NotImplementedError:  # so says a storage whose files have addresses only
        return None
    try:
        file = root / path
        is_ours = file.is_file() and file.resolve().is_relative_to(root.resolve())
    except (ValueError, OSError):  # OSError: a name that is too long
        is_ours = False
    if not is_ours:
        raise Http404
    return file


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _place(path)
    if file is None:
        return _by_the_storage(path)
    return _by_the_web_server(path) if settings.MEDIA_ACCEL_PREFIX else _by_ourselves(request, file)


def hand_over(request: HttpRequest, path: str, *, caching: str) -> HttpResponseBase:
    """Answer with the public file at `path`, which this visitor may have. Raises Http404 where there is none."""
    response = _answer(request, path)
    if response.status_code in (200, 206):
        response["Content-Type"] = TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    response["Cache-Control"] = "no-store" if response.status_code == 302 else caching  # that address ends soon
    response["X-Content-Type-Options"] = "nosniff"
    return response
