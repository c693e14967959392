import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.fold import fold, readings
from search.analysis.lemma import lemma
from search.analysis.numbers import NUMBER, written_forms

# Letters and digits, with the marks and soft hyphens that may stand inside a word; a number of several parts is one word.
_WORD = re.compile(rf"{NUMBER}|[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*")
LONGEST = 80  # characters; what is longer is an address or a checksum, not a word


@dataclass(frozen=True)
class Terms:
    """What one word is found by: the ways to type it, and the ways to type its dictionary form."""

    forms: tuple[str, ...]
    lemmas: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.forms + self.lemmas)


@dataclass(frozen=True)
class Word:
    """A word where it stands: `start` and `end` are offsets in the original text, in characters."""

    text: str
    start: int
    end: int
    terms: Terms


def split(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _WORD.finditer(text):
        if found.end() - found.start() <= LONGEST:
            yield found.group(), found.start(), found.end()


@lru_cache(maxsize=65536)
def terms(word: str, locale: str) -> Terms:
    """Return the terms of one word. The forms stand whatever the word list says: a name is never only its lemma."""
    number = written_forms(word)
    if number:
        return Terms(number, ())
    forms = readings(word)
    return Terms(forms, tuple(term for term in readings(lemma(word, locale)) if term not in forms))


def usual_form(word: str) -> str:
    """Return the one form of a word in a phrase and in the comparison of titles; empty for what folds to nothing."""
    return next(iter(written_forms(word)), "") or fold(word)


def analyse(text: str, locale: str) -> list[Word]:
    """Return the words of `text` in their order; a word that folds to nothing is left out."""
    found = (Word(word, start, end, terms(word, locale)) for word, start, end in split(text))
    return [word for word in found if word.terms.forms]
