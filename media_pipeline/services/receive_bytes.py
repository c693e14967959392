"""One piece of an upload comes in. What has arrived when a connection ends stays; nothing is held in memory."""

import errno
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from media_pipeline.models import Upload
from media_pipeline.models.upload import parts_folder
from media_pipeline.services.upload import KEPT_UNFINISHED, check_kind, remove_upload
from media_pipeline.uploading import signature
from media_pipeline.uploading.checksum import Checksum
from media_pipeline.uploading.part import OffsetError, Part
from media_pipeline.uploading.refusal import UploadError

BLOCK_BYTES = 256 * 1024
RENEWED_EVERY = timedelta(hours=1)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _blocks(stream: Stream, length: int) -> Iterator[bytes]:
    """Give at most `length` bytes, fewer when the connection ends before."""
    while length:
        try:
            data = stream.read(min(BLOCK_BYTES, length))
        except OSError:  # Django's word for a connection that was cut, or slept for too long
            return
        if not data:
            return
        length -= len(data)
        yield data


def _verified(stream: Stream, length: int, checksum: Checksum) -> Iterator[bytes]:
    """Give the bytes once all of them are here and are what the sender meant. Raises UploadError 460."""
    with tempfile.TemporaryFile(dir=parts_folder()) as aside:
        for data in _blocks(stream, length):
            aside.write(data)
        checksum.check(aside)
        aside.seek(0)
        yield from iter(lambda: aside.read(BLOCK_BYTES), b"")


def _write(part: Part, blocks: Iterator[bytes], offset: int) -> int:
    try:
        for data in blocks:
            offset = part.append(data, at=offset)
        part.settle()
    except OffsetError:
        raise moved() from None
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise UploadError(507, _("The server's disk is full. What has arrived is kept; please tell your operator.")) from None
    return offset


def moved() -> UploadError:
    return UploadError(409, _("This piece does not begin where the file ends so far."))


def _check_kind(upload: Upload, begin: bytes) -> None:
    try:
        check_kind(upload.name, begin)
    except UploadError:
        remove_upload(upload=upload)
        raise


def receive_bytes(*, upload: Upload, offset: int, length: int, stream: Stream, checksum: Checksum | None = None) -> int:
    """Append what `stream` gives, at most `length` bytes, and return where the file ends now.

    With a checksum nothing is kept unless all of it arrived unharmed. Raises UploadError: 409 another place than the end,
    413 more than was announced, 422 not a video, 460 damaged, 507 disk full.
    """
    if offset + length > upload.size:
        raise UploadError(413, _("More bytes come than were announced."))
    with Part(upload.part) as part:
        if part.size != offset:
            raise moved()
        blocks = _verified(stream, length, checksum) if checksum else _blocks(stream, length)
        end = _write(part, blocks, offset)
        if offset < signature.LENGTH <= end:
            _check_kind(upload, part.begin())
    _renew(upload)
    return end


def _renew(upload: Upload) -> None:
    """Put the end of its time off, not more often than it takes to matter."""
    ends = timezone.now() + KEPT_UNFINISHED
    if ends - upload.expires_at > RENEWED_EVERY:
        upload.expires_at = ends
        Upload.objects.filter(pk=upload.pk).update(expires_at=ends)  # nothing where it was removed meanwhile
