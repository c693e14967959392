"""The sheet: one page, tagged, with its fonts in it, in every language and for names in many scripts."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from learning.models import Certificate
from learning.models.certificate import Printed
from learning.printing.pdf import CannotPrintError, Sheet, draw
from learning.printing.typefaces import SERIF, _make, files, missing_letters
from learning.queries.sheet import sheet
from tests.factories.core import image, organisation

LANGUAGES = {code: code.partition("-")[0] for code, _name in settings.LANGUAGES}
# Each script once; those whose fonts take long to make are in the long tests.
NAMES = {
    "Romanian": "Ștefania Țăranu",
    "Norwegian": "Bjørn Ærø Åsen",
    "Slovenian and Croatian": "Žiga Đokić Čuješ",
    "Serbian": "Ђорђе Љубишић",
    "Macedonian": "Ѓорѓи Ќосев",
    "Greek": "Γιώργος Ιωάννου",
    "Hebrew": "דוד לוי",
    "Japanese": "山田 はなこ",
}
BLANK = Printed(
    title="Certificate", wording="has completed the course", course="Your practice", outline=[], hours="", rule="",
    organisations=[], logos=[], signatory="", signatory_role="", signature=None, topic="",
)  # fmt: skip
SHEET = Sheet(
    printed=BLANK, name="Vesna Ilić", code="0000-0000-0000-0000-0000-0000-0000", url="https://example.org/verify/0/",
    issuer="Trellis", seed="a", topic="", language="en", issued=datetime(2026, 10, 2, tzinfo=UTC), until=None,
)  # fmt: skip


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def unembedded(reader: pypdf.PdfReader) -> set[str]:
    embedded, missing = reader.pages[0]._get_fonts()
    assert embedded
    return missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_tagged_page_that_names_its_language(language: str) -> None:
    drawn = draw(replace(SHEET, language=language))
    reader = read(drawn)
    catalogue: Any = reader.trailer["/Root"]
    metadata: Any = reader.metadata
    assert (len(reader.pages), catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == (1, LANGUAGES[language], True)
    assert (metadata.title, metadata.author) == ("Certificate: Your practice", "Trellis")
    assert (b"<pdfaid:part>2</pdfaid:part>" in drawn, b"pdfuaid:part" in drawn) == (True, True)
    assert unembedded(reader) == set()
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (842, 595)


@pytest.mark.parametrize("script", NAMES)
def test_names_in_many_scripts_are_set_in_type(script: str) -> None:
    drawn = draw(replace(SHEET, name=NAMES[script]))
    assert unembedded(read(drawn)) == set()
    metadata: Any = read(drawn).xmp_metadata
    assert NAMES[script] in metadata.dc_description["x-default"]


def test_a_letter_that_no_typeface_has_is_named_and_never_drawn_as_a_box() -> None:
    assert missing_letters("Ana 𐌰𐌱𐌰") == "𐌰𐌱"
    with pytest.raises(CannotPrintError) as error:
        draw(replace(SHEET, name="Ana 𐌰𐌱𐌰"))
    assert error.value.letters == "𐌰𐌱"


def test_decoration_of_a_title_and_marks_that_nobody_sees_keep_nobody_from_their_pdf() -> None:
    decorated = replace(BLANK, course="Your 🎨 practice ✍🏽", outline=["Show 🧵️ what you do"])
    said = read(draw(replace(SHEET, printed=decorated, name="Ana\u200e Ilić"))).pages[0].extract_text()
    assert ("Your practice" in said, "Show what you do" in said) == (True, True)
    with pytest.raises(CannotPrintError):
        draw(replace(SHEET, name="Ana 🎨"))


def test_the_same_certificate_gives_the_same_bytes(certificate: Certificate, tmp_path: Path) -> None:
    first = draw(sheet(certificate))
    assert draw(sheet(certificate)) == first
    said = read(first).pages[0].extract_text()
    assert all(word in said for word in ("Ștefania Ionescu", "Your practice", "2 October 2026", certificate.grouped_code[:19]))
    made = files("A", SERIF, 640)[0]
    again = tmp_path / made.name
    _make(SERIF, ("latin", "latin-ext"), 640, again)
    assert again.read_bytes() == made.read_bytes()


def heights(pdf: bytes) -> list[tuple[float, str]]:
    """Return each piece of text with its height over the foot of the page, in points."""
    found: list[tuple[float, str]] = []

    def note(text: str, outer: list[float], inner: list[float], *_font: Any) -> None:
        found.append((inner[4] * outer[1] + inner[5] * outer[3] + outer[5], text.strip()))

    read(pdf).pages[0].extract_text(visitor_text=note)
    return found


def test_much_to_say_is_drawn_smaller_and_nothing_lies_on_anything() -> None:
    modules = [f"Modul {n}: arată ce faci, pas cu pas" for n in range(24)]
    long = replace(BLANK, course="Arta de a povesti " * 14, outline=modules, wording="Da " * 130, signatory="Vesna Ilić")
    drawn = draw(replace(SHEET, printed=long, name="Constantinescu-Brâncoveanu " * 7))
    assert len(read(drawn).pages) == 1
    said = heights(drawn)
    lowest = min(height for height, text in said if "pas cu pas" in text)
    assert lowest > max(height for height, text in said if "Issued" in text) + 5


def test_markup_in_a_name_is_only_letters() -> None:
    said = read(draw(replace(SHEET, name="*Ana* #panic() $x$ _b_"))).pages[0].extract_text()
    assert "*Ana* #panic() $x$ _b_" in said


def test_logos_and_signature_are_pictures_and_a_lost_one_is_left_out(certificate: Certificate) -> None:
    mark, host = image(), organisation("Asociația Țesături")
    said = replace(certificate.printed, organisations=[host.name], logos=[mark.pk], signature=mark.pk, signatory="Vesna Ilić")
    certificate.printed_data = said.as_data()
    shown = sheet(certificate)
    assert ([name for name, _png in shown.logos], shown.signature is not None) == ([host.name], True)
    assert len(draw(shown)) > len(draw(replace(shown, logos=[], signature=None)))
    certificate.printed_data = replace(said, logos=[10**9], signature=10**9).as_data()
    assert (sheet(certificate).logos, sheet(certificate).signature) == ([], None)


def test_only_the_holder_and_coordinators_download_it(
    client: Client, certificate: Certificate, named: User, other_learner: User, coordinator: User
) -> None:
    paths = [f"/en/my/certificates/{certificate.code}.{kind}" for kind in ("pdf", "jwt")]
    assert [client.get(path).status_code for path in paths] == [302, 302]
    got = {}
    for user in (other_learner, named, coordinator):
        client.force_login(user)
        got[user.email.partition("@")[0]] = [(one.status_code, one["Content-Type"]) for one in map(client.get, paths)]
    files = [(200, "application/pdf"), (200, "application/vc+jwt")]
    assert (got["learner"], got["coordinator"]) == (files, files)
    assert [status for status, _kind in got["other"]] == [404, 404]


def test_a_name_that_cannot_be_printed_gets_a_sentence(client: Client, certificate: Certificate, named: User) -> None:
    Certificate.objects.update(holder_name="Ana 𐌰")
    client.force_login(named)
    answer = client.get(f"/en/my/certificates/{certificate.code}.pdf")
    assert (answer.status_code, "“𐌰”" in answer.content.decode()) == (422, True)
