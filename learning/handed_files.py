"""Which files learners may hand in, by what is in them; the end of the name has to agree with it.

Nothing is unpacked or run here. Documents of office programs are ZIP files: they are told apart by their list of contents.
"""

import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024  # bytes
MOST_FILES = 5  # with one version
MOST_PARTS, MOST_UNPACKED = 5_000, 300 * 1024 * 1024  # of a document that is a ZIP file; more is no document
LONGEST_NAME = 120

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "mp3": "audio/mpeg",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
ACCEPT = ",".join(f".{kind}" for kind in (*TYPES, "jpeg"))
_SAME = {"jpeg": "jpg"}
_SIGNS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
)
_FOLDERS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
_CONTROLS = frozenset({9, 10, 12, 13})


class FileRefusedError(ValueError):
    """The file is not taken; the message is a sentence for the learner."""


def clean_name(name: str) -> str:
    """Return the last part of a path, without signs that nobody sees or that turn the order of others around."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(one for one in last if unicodedata.category(one)[0] != "C" and one not in '<>:"|?*').strip(". ")
    stem, dot, end = shown.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{end[:8]}" if dot else shown[:LONGEST_NAME]


def kind_of(file: Any, *, name: str, size: int) -> str:
    """Return the key in `TYPES` of what is in `file`. Raises FileRefusedError; `file` stands at its beginning afterwards."""
    end = PurePosixPath(name).suffix.lstrip(".").lower()
    wanted = _SAME.get(end, end)
    if size > LARGEST:
        largest = LARGEST // 1024**2
        raise FileRefusedError(_("“%(name)s” is larger than %(most)s MB.") % {"name": name, "most": largest})
    if not size:
        raise FileRefusedError(_("“%(name)s” is empty.") % {"name": name})
    if wanted not in TYPES:
        values = {"name": name, "kinds": ", ".join(TYPES)}
        raise FileRefusedError(_("“%(name)s” is of a kind that we do not take. We take: %(kinds)s.") % values)
    if _sniffed(file) != wanted:
        raise FileRefusedError(_("“%(name)s” is not what its name says: there is something else in it.") % {"name": name})
    return wanted


def _sniffed(file: Any) -> str:
    file.seek(0)
    begin = file.read(16)
    try:
        if begin.startswith(b"PK\x03\x04"):
            return _document(file)
        if begin.startswith(b"RIFF") and begin[8:12] == b"WEBP":
            return "webp"
        return next((kind for sign, kind in _SIGNS if begin.startswith(sign)), "") or _plain(file)
    finally:
        file.seek(0)


def _document(file: Any) -> str:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            is_bomb = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
            if is_bomb or any("vbaProject" in one for one in names):  # a program inside
                return ""
            if "[Content_Types].xml" in names:
                return next((kind for folder, kind in _FOLDERS.items() if any(one.startswith(folder) for one in names)), "")
            said = packed.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
            return next((kind for kind in ("odt", "odp", "ods") if TYPES[kind] == said), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return ""


def _plain(file: Any) -> str:
    """Say “txt” for text in UTF-8 that is no page and no program."""
    file.seek(0)
    try:
        text = file.read(LARGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    is_markup = text.lstrip()[:1] == "<" or text.startswith("#!")
    return "" if is_markup or any(ord(one) < 32 and ord(one) not in _CONTROLS for one in text) else "txt"
