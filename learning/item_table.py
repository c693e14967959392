"""The item analysis as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from learning.queries.item_analysis import ItemFigures

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what spreadsheets take for a formula (OWASP, “CSV Injection”)


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula. Numbers stay numbers; a text gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(_DANGEROUS):
        return f"'{cell}"
    return cell


def header() -> list[str]:
    return [
        _("Question"),
        _("Kind"),
        _("Asked"),
        _("Answered"),
        _("Fully right, share"),
        _("Difficulty: mean mark"),
        _("Discrimination"),
        _("Answers"),
    ]


def cells(figures: ItemFigures) -> list[object]:
    counts = "; ".join(f"{'✓ ' if one.is_right else ''}{one.text}: {one.count}" for one in figures.counts)
    return [
        figures.prompt,
        str(figures.kind.label),
        figures.asked,
        figures.answered,
        round(figures.right, 3),
        round(figures.difficulty, 3),
        "" if figures.discrimination is None else round(figures.discrimination, 3),
        counts,
    ]


def as_csv(rows: Iterable[ItemFigures]) -> bytes:
    """Return the table as CSV in UTF-8, with the mark at its beginning that Excel needs to see that."""
    table: list[Sequence[object]] = [header(), *map(cells, rows)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe(cell) for cell in row] for row in table])
    return out.getvalue().encode("utf-8-sig")
