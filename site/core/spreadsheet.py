"""Tables as files for a spreadsheet: the one place where CSV and XLSX are written."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from core.writable import writable

Cell = str | int | float | date | None
CSV, XLSX = "csv", "xlsx"
TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what spreadsheets take for a formula (OWASP, “CSV Injection”)


@dataclass(frozen=True)
class Table:
    """What the screen shows and a file holds. `name` is for the file; `links`, one a row, lead on from its first cell."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str] = ()

    @property
    def linked_rows(self) -> list[tuple[str, Sequence[Cell]]]:
        links = [*self.links, *[""] * (len(self.rows) - len(self.links))]
        return list(zip(links, self.rows, strict=True))


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula. Numbers stay numbers; a text gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = writable(cell)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_DANGEROUS) else text


def _lines(table: Table) -> list[list[Cell]]:
    return [[safe(cell) for cell in row] for row in (table.header, *table.rows)]


def as_csv(table: Table) -> bytes:
    """Return the table in UTF-8, with the mark at its beginning that Excel needs to see that; days as 2026-03-31."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_lines(table))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """Return the table as a workbook. Text is written as text, whatever it looks like; days are days."""
    from openpyxl import Workbook  # it brings NumPy along, which no start of web or worker has to wait for
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", table.title)[:31].strip() or "1")
    for row in _lines(table):
        cells = [WriteOnlyCell(sheet, cell) for cell in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_file(table: Table, kind: str) -> HttpResponse:
    """Return the table to be saved; `kind` is one of `TYPES`."""
    content = as_xlsx(table) if kind == XLSX else as_csv(table)
    name = f"{slugify(table.name) or 'table'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def asked_file(request: HttpRequest, tables: Mapping[str, Table]) -> HttpResponse | None:
    """Return the table that `?table=&format=` asks for as a file, None where the page is asked for."""
    kind, table = request.GET.get("format", ""), tables.get(request.GET.get("table", ""))
    return as_file(table, kind) if kind in TYPES and table is not None else None
