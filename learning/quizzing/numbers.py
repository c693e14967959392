"""Numbers as people type them."""

import re
from decimal import Decimal, InvalidOperation

POINT_LOCALES = {"en"}  # every other language of ours writes a comma before the decimals
_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
LONGEST = 40


def read_number(text: str, language: str) -> Decimal | None:
    """Return the number, None where there is none. `1.234,5` and `1,234.5` are read as the language writes them.

    A mark that cannot group thousands is the decimal mark, in either language: `3.5` is three and a half in Romanian too.
    Where both readings are possible (`1,500`) the language decides.
    """
    typed = _SPACES.sub("", text).replace("\u2212", "-")
    decimal, group = (".", ",") if language in POINT_LOCALES else (",", ".")
    if group in typed and not _is_grouped(typed, group, decimal):
        if decimal in typed or typed.count(group) > 1:
            return None
        decimal, group = group, decimal
    plain = typed.replace(group, "").replace(decimal, ".")
    if len(plain) > LONGEST or not plain.isascii() or not _PLAIN.fullmatch(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _is_grouped(typed: str, group: str, decimal: str) -> bool:
    """Whether `group` stands between every three figures, as only a thousands separator does."""
    whole = typed.partition(decimal)[0].lstrip("+-")
    first, *rest = whole.split(group)
    return (
        group not in typed.partition(decimal)[2]
        and 1 <= len(first) <= 3
        and first != "0"
        and all(len(one) == 3 for one in rest)
    )
