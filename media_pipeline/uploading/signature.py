"""What a file says of itself in its first bytes: enough to stop the upload of a document before gigabytes have travelled.

Only what is surely something else is stopped here; whether it is a video that can be used is for the probe to say.
"""

LENGTH = 16
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),  # and the documents of office programs
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"#!", "script"),
)


def foreign(begin: bytes) -> str:
    """Return what kind of file begins like this when it is surely no video, otherwise nothing."""
    return next((name for sign, name in SIGNATURES if begin.startswith(sign)), "")
