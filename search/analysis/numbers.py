"""Numbers and days as people write them: `1 000`, `1.000`, `1,000` are one number, `12. 5. 2025` and `2025-05-12` one day."""

import re
from functools import lru_cache

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"[0-9]{4}"
_GROUPED = r"[1-9][0-9]{0,2}(?P<between>[.,\u00a0\u202f ])[0-9]{3}(?:(?P=between)[0-9]{3})*(?!\w)"


def _dates(day: str, month: str, year: str) -> tuple[str, ...]:
    return (
        rf"{day}\.\s?{month}\.(?:\s?{year}(?!\w))?",
        rf"{day}/{month}/{year}(?!\w)",
        rf"{year}-{month}-{day}(?!\w)",
    )


_DATES = [re.compile(date) for date in _dates(f"(?P<day>{_DAY})", f"(?P<month>{_MONTH})", f"(?P<year>{_YEAR})")]

# For a larger pattern: one word, although it has a point or a space inside.
NUMBER = rf"(?<!\w)(?<![0-9]\.)(?:{'|'.join(_dates(_DAY, _MONTH, _YEAR))}|{_GROUPED})"


@lru_cache(maxsize=4096)
def written_forms(word: str) -> tuple[str, ...]:
    """Return what a number in a text is found by, the usual form first; nothing where it is a word like any other.

    A day is found by itself, by day and month without the year, and by each of its numbers.
    """
    date = _date(word)
    if date is not None:
        year, month, day = date
        every = (*_whole(date), f"{month:02}{day:02}", str(day), str(month), str(year or day))
        return tuple(dict.fromkeys(every))
    if re.fullmatch(_GROUPED, word):
        return (re.sub(r"[^0-9]", "", word),)
    if word.startswith("0") and word.isascii() and word.isdecimal():
        return tuple(dict.fromkeys((word.lstrip("0") or "0", word)))
    return ()


def typed_forms(word: str) -> tuple[str, ...]:
    """Return what a number in a query asks for: a day with its year that day, one without it the day of any year."""
    date = _date(word)
    return _whole(date) if date else written_forms(word)


def _whole(date: tuple[int, int, int]) -> tuple[str, ...]:
    year, month, day = date
    return (f"{year or ''}{month:02}{day:02}",)


def _date(word: str) -> tuple[int, int, int] | None:
    """Return year, month and day; the year is 0 where none is written."""
    found = next((match for date in _DATES if (match := date.fullmatch(word))), None)
    return (int(found["year"] or 0), int(found["month"]), int(found["day"])) if found else None
