"""From the bytes of a text file to its letters."""

import codecs
from typing import IO, Any

from charset_normalizer import from_bytes
from django.core.files.base import File
from django.utils.translation import gettext as _

from media_pipeline.tracks.timed_text import MAX_BYTES, TrackError

# Longer marks first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# The code page in which Windows wrote each language before Unicode.
_PAGES = {
    "ro": "cp1250",
    "sl": "cp1250",
    "hr": "cp1250",
    "sr-latn": "cp1250",
    "sr-cyrl": "cp1251",
    "mk": "cp1251",
    "nb": "cp1252",
    "en": "cp1252",
}
_NAMES = {"cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252"}
# Two readings whose disorder (0 to 1, as charset-normalizer measures it) differs by less are equally likely.
_EQUAL = 0.05
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")


def take(file: File[bytes] | IO[bytes]) -> bytes:
    """Read at most `MAX_BYTES`; a file with more raises TrackError before the rest is read."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TrackError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    return data


def decode(data: bytes, *, language: str) -> tuple[str, list[str]]:
    """Return the text with plain line ends, and a sentence for each thing that was guessed. Raises TrackError."""
    text, notes = _letters(data, language)
    if language == "ro" and text != (mended := text.translate(_CEDILLAS)):
        text = mended
        notes.append(_("The letters ş and ţ were written with a cedilla; they are ș and ț now."))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), notes


def _letters(data: bytes, language: str) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding), []
    if b"\0" in data:
        return _without_mark(data), []
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        return _old_page(data, language)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(data[: error.start]) from None


def _without_mark(data: bytes) -> str:
    """Read UTF-16 without its mark: the arrow between two times tells which half of a pair comes first."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "-->" in text:
            return text
    raise _no_text(data[: data.index(b"\0")])


def _no_text(before: bytes) -> TrackError:
    line = before.count(b"\n") + 1
    return TrackError(_("Line %(line)d: this is no text that can be read. Please save the file as UTF-8.") % {"line": line})


def _old_page(data: bytes, language: str) -> tuple[str, list[str]]:
    """Choose the code page: what the bytes allow first, among equals the one of the track's language."""
    found: Any = from_bytes(data, cp_isolation=[*_NAMES])
    matches = sorted(found, key=lambda match: match.chaos)
    if not matches:
        raise _no_text(b"")
    likely = {match.encoding for match in matches if match.chaos <= matches[0].chaos + _EQUAL}
    # Pages that read these bytes alike are one match with several names.
    likely |= {name for match in matches if match.encoding in likely for name in match.could_be_from_charset if name in _NAMES}
    page = _PAGES.get(language, "")
    page = page if page in likely else matches[0].encoding
    sentence = _("The file is not UTF-8; it was read as %(page)s. Please check letters such as ć, ș, æ or ђ.")
    return data.decode(page, errors="replace"), [sentence % {"page": _NAMES[page]}]
