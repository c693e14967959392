import base64
import binascii

from django.utils.translation import gettext as _

from media_pipeline.uploading.refusal import UploadError


def read(header: str) -> dict[str, str]:
    """Read `Upload-Metadata`: pairs of a key and a Base64 text, divided by commas. Raises UploadError 400."""
    pairs = [pair.split() for pair in header.split(",") if pair.strip()]
    try:
        found = {words[0]: _text(words[1:]) for words in pairs}
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise _unreadable() from None
    if len(found) != len(pairs):  # a key twice
        raise _unreadable()
    return found


def _text(words: list[str]) -> str:
    if len(words) > 1:
        raise ValueError
    return base64.b64decode(words[0], validate=True).decode() if words else ""


def _unreadable() -> UploadError:
    return UploadError(400, _("What was said about the file cannot be read."))
