import re
import unicodedata
from functools import lru_cache
from itertools import product

from search.analysis.letters import CEDILLAS, DIGRAPHS, LETTERS

# Soft hyphens and joiners stand inside words and mean nothing there.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_MOST_READINGS = 8


def normalise(text: str) -> str:
    """Compose letters (NFKC), drop what is invisible, write Romanian with the comma. Case and script stay."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(CEDILLAS)


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[str, ...]:
    """Return every way to type `word` without marks and in Latin letters, the usual one first; at most eight.

    A letter is read in one way through the whole word: Đorđe is `djordje` or `dorde`, not `djorde`.
    """
    lowered = unicodedata.normalize("NFC", normalise(word).lower())
    doubtful = [letter for letter in dict.fromkeys(lowered) if len(LETTERS.get(letter, ())) > 1]
    choices = product(*(LETTERS[letter] for letter in doubtful))
    found = (_spell(lowered, dict(zip(doubtful, choice, strict=True))) for choice in choices)
    return tuple(dict.fromkeys(reading for reading in found if reading))[:_MOST_READINGS]


def fold(word: str) -> str:
    """Return the usual reading; empty for a word of marks alone. For our eight locales it is lower-case ASCII."""
    return next(iter(readings(word)), "")


def typed_readings(word: str) -> tuple[str, ...]:
    """Return `readings` and, for what a reader types, the one without digraphs: `shkola` is also `skola`."""
    found = readings(word)
    plain = fold(word)
    for typed, meant in DIGRAPHS.items():
        plain = re.sub(typed, meant, plain)
    return found if not plain or plain in found else (*found, plain)


def _spell(lowered: str, chosen: dict[str, str]) -> str:
    """Replace letters, drop marks, and replace once more: a letter may have come out of its marks."""
    spelt = "".join(_letter(letter, chosen) for letter in lowered)
    bare = "".join(mark for mark in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(mark))
    return "".join(_letter(letter, chosen) for letter in bare)


def _letter(letter: str, chosen: dict[str, str]) -> str:
    return chosen[letter] if letter in chosen else LETTERS.get(letter, (letter,))[0]
