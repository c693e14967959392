"""The alphabetical order of titles as readers of each language expect it: č after c, lj after l, å at the end.

Alphabets as in CLDR's collation charts; digraphs that are letters are sorted as such. What an alphabet does not have stands
where its base letter stands, another script behind it, digits before it; signs do not count.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_GAJ = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž"
_ALPHABETS = {
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "nb": f"{_LATIN} æ ø å",
    "sr-latn": _GAJ,
    "hr": _GAJ,
    "sl": "a b c č ć d đ e f g h i j k l m n o p q r s š t u v w x y z ž",
    "sr-cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
}
_DIGIT, _LETTER, _FOREIGN = 1, 100, 1000


def title_key(title: str, locale: str) -> tuple[tuple[int, ...], str]:
    """Return what to sort `title` by for a reader of `locale`."""
    return tuple(_weights(unicodedata.normalize("NFC", title).lower(), _places(locale))), title


@lru_cache(maxsize=16)
def _places(locale: str) -> dict[str, int]:
    return {letter: _LETTER + place for place, letter in enumerate(_ALPHABETS.get(locale, _LATIN).split())}


def _weights(text: str, places: dict[str, int]) -> Iterator[int]:
    at = 0
    while at < len(text):
        width = 2 if text[at : at + 2] in places else 1
        yield from _weight(text[at : at + width], places)
        at += width


def _weight(letter: str, places: dict[str, int]) -> Iterator[int]:
    base = unicodedata.normalize("NFD", letter)[0]
    if letter in places or base in places:
        yield places.get(letter) or places[base]
    elif base.isspace():
        yield 0
    elif base.isdecimal():
        yield _DIGIT + unicodedata.decimal(base)
    elif base.isalpha():
        yield _FOREIGN + ord(base)
