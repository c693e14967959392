"""A list of people as spreadsheets export it: CSV in any of their encodings and with any of their separators."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

MOST_ROWS = 5000
SEPARATORS = ";,\t"
COLUMNS = {
    "email": {"email", "mail", "emailaddress", "emailadress", "adresadeemail", "epost", "eposta", "епошта", "имејл"},
    "name": {"name", "fullname", "nume", "numele", "navn", "ime", "imeinprezime", "imeiprezime", "име", "имеипрезиме"},
    "language": {"language", "lang", "limba", "limbă", "språk", "jezik", "језик", "јазик"},
    "cohort": {"cohort", "group", "class", "code", "grup", "grupa", "grupă", "cohortă", "gruppe", "skupina", "група"},
}


class UnreadableListError(ValueError):
    """The file as a whole is no list; the words are for the coordinator."""


@dataclass(frozen=True)
class Person:
    """One row. `line` is the row's number as a spreadsheet shows it: the header is row 1."""

    line: int
    email: str
    name: str = ""
    language: str = ""
    cohort: str = ""


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with or without a byte order mark; raise UnreadableListError."""
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data[:200]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        words = _("The file is written neither in UTF-8 nor in UTF-16. Please save it as “CSV UTF-8”.")
        raise UnreadableListError(words) from None


def _column(title: str) -> str | None:
    plain = "".join(letter for letter in title.casefold() if letter.isalpha())
    return next((name for name, known in COLUMNS.items() if plain in known), None)


def _separator(header: str) -> str:
    """The separator that cuts the header into most columns that we know."""

    def known(mark: str) -> int:
        return sum(_column(title) is not None for title in next(csv.reader([header], delimiter=mark)))

    return max(SEPARATORS, key=known)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return each row that is not empty, with its number."""
    lines = text.splitlines(keepends=True)
    separator = _separator(next((line for line in lines if line.strip()), "")) if lines else ","
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if any(cell.strip() for cell in row):
                yield number, [cell.strip() for cell in row]
    except csv.Error as error:
        raise UnreadableListError(_("The file cannot be read as a table: %(error)s.") % {"error": error}) from None


def read_list(data: bytes) -> list[Person]:
    """Return the people of a CSV file, whose columns may stand in any order; columns that we do not know are passed over.

    Raise UnreadableListError for a file without a column of e-mail addresses, without people, or with too many.
    """
    rows = list(_rows(decode(data)))
    columns = [_column(title) for title in rows[0][1]] if rows else []
    if columns.count("email") != 1 or any(columns.count(name) > 1 for name in COLUMNS):
        words = _("The first row has to name the columns: “e-mail”, and if you like “name”, “language”, “cohort”; each once.")
        raise UnreadableListError(words)
    if len(rows) == 1:
        raise UnreadableListError(_("There is nobody in the list."))
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableListError(_("The list is too long: at most %(most)s people at once.") % {"most": MOST_ROWS})
    return [_person(line, dict(zip(columns, row, strict=False))) for line, row in rows[1:]]


def _person(line: int, cells: dict[str | None, str]) -> Person:
    known = {name: cells.get(name, "") for name in COLUMNS}
    return Person(line, **{**known, "email": known["email"].lower()})


def language_code(typed: str) -> str | None:
    """Return the code of a language named by code or by its English name, as in `settings.LANGUAGES`; None for others."""
    wanted = typed.casefold().replace("_", "-")
    return next((code for code, name in settings.LANGUAGES if wanted in (code, str(name).casefold())), None)
