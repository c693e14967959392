"""What a reader typed, taken apart: words, "phrases", and a last word that is still being typed (`mento*`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from search.analysis.fold import fold, readings, typed_readings
from search.analysis.lemma import lemma
from search.analysis.words import split

LONGEST = 200  # characters
MOST_WORDS = 20
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


@dataclass(frozen=True)
class QueryWord:
    """One word: a document has it when it has any of `forms` or `lemmas`. `is_prefix` lets a form go on."""

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...] = ()
    is_prefix: bool = False

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.forms + self.lemmas)


@dataclass(frozen=True)
class ParsedQuery:
    """All `words` are wanted, and each of `phrases`, whose words stand next to each other in this order."""

    words: tuple[QueryWord, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def terms(self) -> frozenset[str]:
        return frozenset().union(*(word.all for word in self.words))

    def opened(self) -> "ParsedQuery":
        """Return the same query with its last word allowed to go on."""
        if self.is_empty:
            return self
        return replace(self, words=(*self.words[:-1], replace(self.words[-1], is_prefix=True)))


def parse(text: str, language: str) -> ParsedQuery:
    """Take `text` apart. Anything but letters, digits, quotes and a last `*` separates; nothing is an operator."""
    clean = text.replace("\0", " ").strip()
    found: list[str] = []
    for word, _start, _end in split(clean):
        if fold(word) and word not in found:
            found.append(word)
    words = tuple(_word(word, language) for word in found[:MOST_WORDS])
    phrases = [tuple(form for word, _start, _end in split(phrase) if (form := fold(word))) for phrase in _PHRASE.findall(clean)]
    parsed = ParsedQuery(words, tuple(phrase for phrase in phrases if len(phrase) > 1))
    return parsed.opened() if clean.endswith("*") else parsed


def _word(text: str, language: str) -> QueryWord:
    forms = typed_readings(text)
    return QueryWord(text, forms, tuple(term for term in readings(lemma(text, language)) if term not in forms))


def with_known_lemmas(query: ParsedQuery, known: Mapping[str, Iterable[str]]) -> ParsedQuery:
    """Add the lemmas that the site has learnt for folded forms: what is typed without marks no word list knows."""
    return replace(query, words=tuple(_with_lemmas(word, known) for word in query.words))


def _with_lemmas(word: QueryWord, known: Mapping[str, Iterable[str]]) -> QueryWord:
    learnt = [lemma for form in word.forms for lemma in known.get(form, ())]
    return replace(word, lemmas=tuple(term for term in dict.fromkeys([*word.lemmas, *learnt]) if term not in word.forms))
