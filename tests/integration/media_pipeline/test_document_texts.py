"""The words in uploaded files: read in a child with limits, whatever the file does."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.enums import TextState
from media_pipeline.document_texts import reading
from media_pipeline.document_texts.reading import Reading, read
from tests.factories.files import docx, locked_pdf, odp, ods, odt, packed, pdf, pptx, xlsx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(400)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><w:document xmlns:w="x"><w:t>&i;</w:t></w:document>'
)


def reading_of(folder: Path, kind: str, content: bytes) -> Reading:
    path = folder / f"file.{kind}"
    path.write_bytes(content)
    return read(path, kind, tick=lambda: None)


FILES = {
    "pdf": (pdf("The first quokka", "", "A third page"), Reading(TextState.READ, ["The first quokka", "", "A third page"], 3)),
    "docx": (docx("Prva strana", "Друга & трећа"), Reading(TextState.READ, ["Prva strana\nДруга & трећа"], 1)),
    "pptx": (pptx(*map(str, range(1, 11))), Reading(TextState.READ, [str(number) for number in range(1, 11)], 10)),
    "odt": (odt("Ești aici", "și acolo"), Reading(TextState.READ, ["Ești aici \nși acolo"], 1)),
    "odp": (odp("One", "Two"), Reading(TextState.READ, ["One", "Two"], 2)),
    "ods": (ods("Names", "Sums"), Reading(TextState.READ, ["Names", "Sums"], 2)),
    "txt": ("Čekaj, šta?".encode("utf-16"), Reading(TextState.READ, ["Čekaj, šta?"], 1)),
    "csv": (b"name;town\nVesna;Ni\xc5\xa1\n", Reading(TextState.READ, ["name;town\nVesna;Niš"], 1)),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_words_of_each_kind(tmp_path: Path, kind: str) -> None:
    content, expected = FILES[kind]
    assert reading_of(tmp_path, kind, content) == expected


def test_the_words_of_a_workbook(tmp_path: Path) -> None:
    found = reading_of(tmp_path, "xlsx", xlsx(People=[["Name", "Born"], ["Åse", 1971]], Towns=[["Røros"]]))
    assert (found.state, sorted("\n".join(found.pages).split())) == (TextState.READ, ["Born", "Name", "Røros", "Åse"])


HOSTILE = {
    "a PNG": ("pdf", PNG, TextState.DAMAGED),
    "nothing": ("pdf", b"", TextState.DAMAGED),
    "a password": ("pdf", locked_pdf("A secret quokka"), TextState.LOCKED),
    "the head of a PDF": ("pdf", pdf("Cut off")[:60], TextState.DAMAGED),
    "scanned": ("pdf", pdf("", ""), TextState.EMPTY),
    "an old Office file, or one with a password": ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), TextState.LOCKED),
    "half an archive": ("docx", docx("Cut off")[:200], TextState.DAMAGED),
    "another archive": ("docx", packed(readme_txt="No document."), TextState.DAMAGED),
    "broken XML": ("docx", packed(word__document_xml="<w:document><w:t>"), TextState.DAMAGED),
    "entities that grow": ("docx", packed(word__document_xml=LAUGHS), TextState.DAMAGED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_state(tmp_path: Path, name: str) -> None:
    kind, content, state = HOSTILE[name]
    found = reading_of(tmp_path, kind, content)
    assert (found.state, [page for page in found.pages if page]) == (state, [])


def test_ten_thousand_pages(tmp_path: Path) -> None:
    found = reading_of(tmp_path, "pdf", pdf(*(f"Page {number}" for number in range(1, 10_001))))
    assert (found.state, len(found.pages), found.pages[-1], found.in_file) == (TextState.PARTLY, 500, "Page 500", 10_000)


def test_more_letters_than_are_read(tmp_path: Path) -> None:
    found = reading_of(tmp_path, "docx", docx(*["quokka " * 10_000] * 12))
    assert (found.state, len(found.pages), len(found.pages[0])) == (TextState.PARTLY, 1, reading.CONTENT["characters"])


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reading.CONTENT, "unpacked", 2 * 1024**2)
    bomb = packed(word__document_xml=" " * 3 * 1024**2)
    assert (len(bomb) < 10_000, reading_of(tmp_path, "docx", bomb)) == (True, Reading(TextState.TOO_MUCH))
    monkeypatch.setitem(reading.CONTENT, "parts", 20)
    many = packed(**{f"part{number}_xml": "" for number in range(21)})
    assert reading_of(tmp_path, "docx", many) == Reading(TextState.TOO_MUCH)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    assert reading_of(tmp_path, "pdf", pdf("Short")) == Reading(TextState.TOO_MUCH)


@pytest.mark.parametrize(
    "deed", ["while True: pass", "import time; time.sleep(60)", "bytearray(2 * 1024**3)", "exit(3)", "print(1, 2)"]
)
def test_a_reader_that_hangs_grows_or_breaks_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    child = tmp_path / "child.py"
    child.write_text(deed)
    monkeypatch.setattr(reading, "CHILD", child)
    monkeypatch.setattr(reading, "PROCESS", replace(reading.PROCESS, wall_seconds=4, stall_seconds=4, cpu_seconds=1))
    assert reading_of(tmp_path, "pdf", pdf("Short")) == Reading(TextState.TOO_MUCH)
