"""Files as people upload them, made here: a PDF of any number of pages, Office files of both families."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import openpyxl
from pypdf import PdfReader, PdfWriter

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def pdf(*pages: str) -> bytes:
    """One line a page, in Helvetica: ISO 32000, at its smallest."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, text in enumerate(pages):
        content = f"BT /F 12 Tf 40 700 Td ({text}) Tj ET" if text else ""
        box = f"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{box}>>", f"<</Length {len(content)}>>stream\n{content}\nendstream"]
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def locked_pdf(*pages: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(pdf(*pages)))), BytesIO()
    writer.encrypt("a password", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def packed(**parts: str) -> bytes:
    """A ZIP of `parts`: names with `__` for a slash and `_` for the dot before the ending."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(".".join(name.replace("__", "/").rsplit("_", 1)), text)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    deleted = "<w:p><w:del><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>"
    return packed(word__document_xml=f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}{deleted}</w:body></w:document>')


def pptx(*slides: str) -> bytes:
    def slide(text: str) -> str:
        return f'{_HEAD}<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:sld>'

    notes = {"ppt__notesSlides__notesSlide1_xml": slide("said aside")}
    return packed(**{f"ppt__slides__slide{number}_xml": slide(text) for number, text in enumerate(slides, start=1)}, **notes)


def xlsx(**sheets: list[list[object]]) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def _open_document(body: str) -> bytes:
    spaces = f'xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}" xmlns:draw="{_DRAW}" xmlns:table="{_TABLE}"'
    whole = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return packed(content_xml=_HEAD + whole)


def odt(*paragraphs: str) -> bytes:
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    return _open_document("".join(f"<text:p>{escape(text)}<text:s/>{note}</text:p>" for text in paragraphs))


def odp(*slides: str) -> bytes:
    return _open_document("".join(f"<draw:page><text:p>{escape(text)}</text:p></draw:page>" for text in slides))


def ods(*sheets: str) -> bytes:
    return _open_document("".join(f"<table:table><text:p>{escape(text)}</text:p></table:table>" for text in sheets))
