"""The certificate as a document: PDF/A-2a and PDF/UA-1, with its fonts in it; the same certificate gives the same bytes."""

import base64
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.covers import cover
from learning.models.certificate import Printed
from learning.printing.qr import qr_code
from learning.printing.typefaces import SANS, SERIF, files, missing_letters, without_pictographs

_SOURCE = Path(__file__).with_name("certificate.typ")
_DYE = re.compile(r"var\(--dye-[a-z]+,(#[0-9a-f]{6})\)")
_LANGUAGES = {"sr-latn": "sr", "sr-cyrl": "sr"}  # the standard writes the language alone
Picture = tuple[str, bytes]  # its name, the file as PNG


class CannotPrintError(Exception):
    """None of our typefaces has `letters`."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


@dataclass(frozen=True)
class Sheet:
    """A certificate as the printer takes it. `code` is grouped, `address` is the link without its protocol."""

    printed: Printed
    name: str
    code: str
    url: str
    issuer: str
    seed: str
    topic: str
    language: str
    issued: datetime
    until: datetime | None
    logos: Sequence[Picture] = ()
    signature: bytes | None = None


def _wrapped(png: bytes) -> str:
    """Return a picture as SVG: typst takes it from memory then, and no file has to lie anywhere."""
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    data = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def _labels(sheet: Sheet) -> dict[str, str]:
    return {
        "holder": _("Awarded to"),
        "issued": _("Issued"),
        "until": _("Valid until"),
        "hours": _("Hours"),
        "rule": _("What was asked for"),
        "signature": _("Signature of %(name)s") % {"name": sheet.printed.signatory},
        "check": _("Check this certificate"),
        "qr": _("QR code with the address %(url)s") % {"url": sheet.url},
    }


def _plain(printed: Printed) -> Printed:
    plain = {
        name: [without_pictographs(one) if isinstance(one, str) else one for one in value] if isinstance(value, list) else value
        for name, value in printed.as_data().items()
    }
    return Printed.from_data({name: without_pictographs(one) if isinstance(one, str) else one for name, one in plain.items()})


def _data(sheet: Sheet) -> dict[str, Any]:
    printed = _plain(sheet.printed)
    with override(sheet.language):
        labels = _labels(sheet)
        dates = {
            "issued": date_format(sheet.issued, "DATE_FORMAT"),
            "until": date_format(sheet.until, "DATE_FORMAT") if sheet.until else "",
        }
    return {
        **{name: getattr(printed, name) for name in ("wording", "course", "outline", "hours", "rule", "organisations")},
        **{name: getattr(printed, name) for name in ("signatory", "signatory_role")},
        "heading": printed.title,
        "summary": f"{printed.title}: {sheet.name}, {printed.course}",
        "name": sheet.name,
        "code": sheet.code,
        "url": sheet.url,
        "address": sheet.url.partition("://")[2].partition("/verify/")[0] + "/verify/",
        "issuer": sheet.issuer,
        "lang": _LANGUAGES.get(sheet.language, sheet.language),
        "issued": [sheet.issued.year, sheet.issued.month, sheet.issued.day],
        "labels": labels,
        "dates": dates,
        "cover": _DYE.sub(r"\1", cover(sheet.seed, theme=sheet.topic, width=248, height=840)),
        "qr": qr_code(sheet.url),
        "logos": [{"name": name, "svg": _wrapped(png)} for name, png in sheet.logos],
        "signature": _wrapped(sheet.signature) if sheet.signature else "",
    }


def _texts(value: Any) -> str:
    """Return all that is set in type, as one string."""
    if isinstance(value, Mapping):
        return "\n".join(_texts(one) for key, one in value.items() if key not in {"cover", "qr", "svg", "signature"})
    if isinstance(value, (list, tuple)):
        return "\n".join(map(_texts, value))
    return str(value)


def draw(sheet: Sheet, *, as_: Literal["pdf", "svg", "png"] = "pdf") -> bytes:
    """Return the certificate. Raises CannotPrintError for letters that no typeface has: none is ever drawn as a box."""
    data = _data(sheet)
    text = _texts(data)
    if letters := missing_letters(text):
        raise CannotPrintError(letters)
    faces = {"serif": files(text, SERIF, 640), "sans": files(text, SANS, 430), "strong": files(text, SANS, 650)}
    with tempfile.TemporaryDirectory() as folder:
        for path in {path for chain in faces.values() for path in chain}:
            (Path(folder) / path.name).symlink_to(path)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        chains = {name: [path.stem for path in chain] for name, chain in faces.items()}
        drawn = typst.compile(
            _SOURCE.read_bytes(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format=as_,
            pdf_standards=["a-2a", "ua-1"] if as_ == "pdf" else [],
            sys_inputs={"data": json.dumps({**data, **chains})},
        )
    return drawn[0] if isinstance(drawn, list) else drawn
