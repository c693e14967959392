"""The item analysis as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.spreadsheet import Cell, Table
from learning.models import Quiz
from learning.queries.item_analysis import ItemFigures


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


def cells(figures: ItemFigures) -> list[Cell]:
    counts = "; ".join(f"{'✓ ' if one.is_right else ''}{one.text}: {one.count}" for one in figures.counts)
    return [
        figures.prompt,
        str(figures.kind.label),
        figures.asked,
        figures.answered,
        round(figures.right, 3),
        round(figures.difficulty, 3),
        None if figures.discrimination is None else round(figures.discrimination, 3),
        counts,
    ]


def item_table(quiz: Quiz, rows: Iterable[ItemFigures]) -> Table:
    return Table(f"questions-{quiz.name}", quiz.name, header(), [cells(one) for one in rows])
