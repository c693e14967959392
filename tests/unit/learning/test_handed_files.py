"""What is in a file decides, not what it is called."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning import handed_files
from learning.handed_files import LARGEST, LONGEST_NAME, FileRefusedError, clean_name, kind_of
from tests.factories.work import PDF, packed

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
WORD = packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))
ODT = packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<o/>"))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def kind(name: str, content: bytes) -> str:
    return kind_of(io.BytesIO(content), name=name, size=len(content))


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("letter.pdf", PDF, "pdf"),
        ("LETTER.PDF", PDF, "pdf"),
        ("work.png", PNG, "png"),
        ("work.jpeg", b"\xff\xd8\xff\xe0" + b"\0" * 20, "jpg"),
        ("work.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        ("letter.docx", WORD, "docx"),
        ("letter.odt", ODT, "odt"),
        ("плач.txt", "Ђорђе, 1 < 2\n".encode(), "txt"),
    ],
)
def test_what_is_taken(name: str, content: bytes, found: str) -> None:
    assert kind(name, content) == found


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.pdf", HTML, "“page.pdf” is not what its name says: there is something else in it."),
        ("page.txt", HTML, "“page.txt” is not what its name says: there is something else in it."),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "“run.txt” is not what its name says: there is something else in it."),
        ("data.txt", b"\0\1\2\3", "“data.txt” is not what its name says: there is something else in it."),
        ("letter.pdf", PNG, "“letter.pdf” is not what its name says: there is something else in it."),
        ("letter.odt", WORD, "“letter.odt” is not what its name says: there is something else in it."),
        ("letter.docx", b"PK\x03\x04 broken", "“letter.docx” is not what its name says: there is something else in it."),
        ("empty.pdf", b"", "“empty.pdf” is empty."),
    ],
)
def test_what_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        kind(name, content)
    assert str(refused.value) == why


@pytest.mark.parametrize("name", ["page.html", "a.svg", "a.zip", "42.zip", "letter.pdf.exe", "noend", ".pdf", "a.docm"])
def test_other_kinds_are_refused_with_those_that_are_taken(name: str) -> None:
    with pytest.raises(FileRefusedError, match=r"is of a kind that we do not take\. We take: pdf, png, jpg"):
        kind(name, PDF)


@pytest.mark.parametrize(
    "parts",
    [[(f"word/{number}", "") for number in range(20)], [("word/document.xml", "\0" * 5000)], [("word/vbaProject.bin", "")]],
    ids=["many parts", "much in little", "with a program"],
)
def test_a_document_that_is_none_is_refused(parts: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_files, "MOST_PARTS", 10)
    monkeypatch.setattr(handed_files, "MOST_UNPACKED", 1000)
    with pytest.raises(FileRefusedError):
        kind("letter.docx", packed(("[Content_Types].xml", ""), *parts))


def test_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileRefusedError, match=r"“film\.pdf” is larger than 20 MB\."):
        kind_of(None, name="film.pdf", size=LARGEST + 1)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ana\\letter.pdf", "letter.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("line\nbreak\r.pdf", "linebreak.pdf"),
        ('"; filename=x.html.pdf', "; filename=x.html.pdf"),
        ("Писмо за менторот.pdf", "Писмо за менторот.pdf"),
        ("...", ""),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_a_clean_name_is_a_name(name: str) -> None:
    clean = clean_name(name)
    assert ("/" in clean, "\\" in clean, len(clean) <= LONGEST_NAME + 9) == (False, False, True)
    assert clean_name(clean) == clean
