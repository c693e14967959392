from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as PillowImage

from core.enums import ConsentPurpose, OrganisationKind, TermKind, Visibility
from core.models import Consent, Document, Image, Organisation, Person, PersonText, Term, TermText

_numbers = count(1)


def term(kind: TermKind = TermKind.THEME, code: str = "", **names: str) -> Term:
    """A term with a name in each language given: `term(code="heritage", en="Heritage", ro="Patrimoniu")`."""
    code = code or f"term-{next(_numbers)}"
    made: Term = Term.objects.create(kind=kind, code=code)
    for language, name in (names or {"en": code.replace("-", " ").capitalize()}).items():
        TermText.objects.create(parent=made, language=language, name=name)
    return made


def organisation(name: str = "", **fields: Any) -> Organisation:
    values = {"kind": OrganisationKind.ASSOCIATION, "country": "RO", "town": "Timișoara", **fields}
    made: Organisation = Organisation.objects.create(name=name or f"Asociația {next(_numbers)}", **values)
    return made


def person(name: str = "Vesna Ilić", *, visibility: Visibility = Visibility.PUBLIC, **fields: Any) -> Person:
    made: Person = Person.objects.create(name=name, visibility=visibility, **fields)
    PersonText.objects.create(parent=made, language="en", headline="Mentor, cycle 1")
    return made


def image(title: str = "Woven band", **fields: Any) -> Image:
    """A small picture, drawn here."""
    drawn = BytesIO()
    PillowImage.new("RGB", (64, 40), "firebrick").save(drawn, "PNG")
    picture: Image = Image(title=title, description="A band of red cloth", file=ImageFile(drawn, "band.png"), **fields)
    picture.save()
    return picture


def portrait(of: Person, **fields: Any) -> Image:
    """A picture of somebody who agreed to it."""
    picture = image(shows_people=True, **fields)
    Consent.objects.create(person=of, purpose=ConsentPurpose.values[0], asset=picture, given_on=date(2026, 9, 1))
    return picture


def document(title: str = "Rulebook") -> Document:
    made = Document(title=title, file=ContentFile(b"One page.", name="rulebook.txt"))
    made.save()
    return made
