"""Reads the words in one file, as a process of its own: `python -I child.py FILE KIND LIMITS` prints one line of JSON.

It stands alone (no Django, nothing of ours), because the file may be hostile: whatever happens here, the worker lives.
KIND is the end of the file's name; LIMITS are `pages`, `characters`, and for packed files `parts` and `unpacked`, in bytes.
Office files are ZIP archives of XML: they are read part by part as a stream, so nothing is ever unpacked as a whole.
"""

import json
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import XMLParser

import pypdfium2 as pdfium
from charset_normalizer import from_bytes

CHUNK = 64 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # as a container it holds Office files with a password, and those of the last century
MOST_OF_A_TEXT = 4  # bytes of a character, at most


class RefusedError(Exception):
    """The message is a state of `core.enums.TextState`."""


class EnoughError(Exception):
    """As much was read as is wanted."""


@dataclass
class Collected:
    """The pages so far; `room` for so many characters more. Raises EnoughError when there is none."""

    room: int
    pages: list[str] = field(default_factory=list)
    in_file: int = 0

    def add(self, text: str) -> None:
        """Keep what JSON and a database can hold: no NUL, no half of a pair; nor the mark of a word broken at a line's end."""
        whole = re.sub("[\x02\ufffe](?:\r?\n)?", "", text).replace("\0", " ").replace("\r\n", "\n")
        kept = whole.encode(errors="ignore").decode().strip()[: self.room]
        self.room -= len(kept)
        self.pages.append(kept)
        if self.room <= 0:
            raise EnoughError


@dataclass
class Shape:
    """Where the words stand in a format: in which parts, inside which elements, and which of them end a line.

    One page for each part, or for each element `page`. What stands in `silent` elements is not read.
    """

    parts: str
    inside: frozenset[str]
    ends: frozenset[str]
    page: str = ""
    silent: frozenset[str] = frozenset()


def _office(parts: str, *ends: str) -> Shape:
    return Shape(parts, frozenset("t"), frozenset(ends), silent=frozenset(["rPh", "Fallback"]))


def _open_document(page: str = "") -> Shape:
    silent = frozenset(["annotation", "tracked-changes", "notes"])
    return Shape(r"content\.xml", frozenset(["body"]), frozenset(["p", "h"]), page, silent)


# ECMA-376 (docx, pptx, xlsx) and ISO/IEC 26300 (odt, odp, ods), by the names of their elements without namespace.
SHAPES = {
    "docx": _office(r"word/(?:document|footnotes|endnotes)\.xml", "p"),
    "pptx": _office(r"ppt/slides/slide(\d+)\.xml", "p"),
    "xlsx": _office(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml", "si", "is"),
    "odt": _open_document(),
    "odp": _open_document("page"),
    "ods": _open_document("table"),
}


class Words:
    """Takes what the parser finds of one part and gathers the pages."""

    def __init__(self, shape: Shape, collected: Collected, most_pages: int) -> None:
        self.shape, self.collected, self.most_pages = shape, collected, most_pages
        self.depth = self.silence = self.length = 0
        self.text: list[str] = []

    def doctype(self, *_declared: str | None) -> None:
        """No Office file declares a document type; what does wants entities that grow."""
        raise RefusedError("damaged")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self.depth += name in self.shape.inside
        self.silence += name in self.shape.silent

    def end(self, tag: str) -> None:
        name = _local(tag)
        self.depth -= name in self.shape.inside
        self.silence -= name in self.shape.silent
        if self.silence:
            return
        if name in self.shape.ends:
            self.text.append("\n")
        elif name in {"tab", "br", "cr", "line-break", "s"}:
            self.text.append(" ")
        if name == self.shape.page:
            self.close_page()

    def data(self, text: str) -> None:
        if self.depth and not self.silence:
            self.text.append(text)
            self.length += len(text)
            if self.length > self.collected.room:
                self.close_page()

    def close_page(self) -> None:
        self.collected.in_file += 1
        text, self.text, self.length = "".join(self.text), [], 0
        if len(self.collected.pages) < self.most_pages:
            self.collected.add(text)

    def close(self) -> None:
        if not self.shape.page:
            self.close_page()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def packed(path: Path, kind: str, limits: dict[str, int], collected: Collected) -> None:
    """Read an Office file. Raises RefusedError when it unpacks to more than the limits."""
    shape = SHAPES[kind]
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > limits["parts"] or sum(entry.file_size for entry in entries) > limits["unpacked"]:
            raise RefusedError("too_much")
        wanted = [entry for entry in entries if re.fullmatch(shape.parts, entry.filename)]
        if not wanted:
            raise RefusedError("damaged")
        for entry in sorted(wanted, key=lambda one: (len(one.filename), one.filename)):
            words = Words(shape, collected, limits["pages"])
            parser = XMLParser(target=words)  # noqa: S314  see the import
            with archive.open(entry) as part:
                while chunk := part.read(CHUNK):
                    parser.feed(chunk)
            parser.close()


def pdf(path: Path, kind: str, limits: dict[str, int], collected: Collected) -> None:
    """Read a PDF page by page; a page that is broken has no words."""
    document = pdfium.PdfDocument(path)
    collected.in_file = len(document)
    for number in range(min(len(document), limits["pages"])):
        collected.add(_page(document, number))


def _page(document: Any, number: int) -> str:
    try:
        page = document[number]
        words = page.get_textpage()
        text: str = words.get_text_bounded()
        words.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text


def plain(path: Path, kind: str, limits: dict[str, int], collected: Collected) -> None:
    """Read a text in whatever encoding it has."""
    with path.open("rb") as file:
        raw = file.read(collected.room * MOST_OF_A_TEXT)
    best = from_bytes(raw).best()
    if raw and best is None:
        raise RefusedError("damaged")
    collected.in_file = 1
    collected.add(str(best) if best is not None else "")


READERS: dict[str, Callable[[Path, str, dict[str, int], Collected], None]] = {
    "pdf": pdf, "txt": plain, "csv": plain, **dict.fromkeys(SHAPES, packed),
}  # fmt: skip


def read(path: Path, kind: str, limits: dict[str, int]) -> dict[str, Any]:
    collected = Collected(limits["characters"])
    is_cut = False
    try:
        READERS[kind](path, kind, limits, collected)
    except EnoughError:
        is_cut = True
    found = max(collected.in_file, len(collected.pages))
    return {"pages": collected.pages, "in_file": found, "is_cut": is_cut or found > len(collected.pages)}


def refusal(error: Exception, path: Path) -> str:
    """Say what an error means for the editor of the file."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, MemoryError):
        return "too_much"
    if isinstance(error, pdfium.PdfiumError):
        return "locked" if error.err_code in {pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY} else "damaged"
    if isinstance(error, zipfile.BadZipFile):
        with path.open("rb") as file:
            return "locked" if file.read(len(OLD_OFFICE)) == OLD_OFFICE else "damaged"
    return "locked" if type(error) is RuntimeError else "damaged"  # zipfile says so of a part with a password


def main(path: Path, kind: str, limits: dict[str, int]) -> dict[str, Any]:
    try:
        return read(path, kind, limits)
    except Exception as error:  # a hostile file may have any effect on its reader
        print(repr(error), file=sys.stderr)
        return {"refused": refusal(error, path)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))))
