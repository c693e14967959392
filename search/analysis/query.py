"""What a reader typed, taken apart: words, "phrases", -words to leave out, and a last word still being typed (`mento*`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from search.analysis.fold import readings, typed_readings
from search.analysis.lemma import lemma
from search.analysis.numbers import typed_forms
from search.analysis.stop_words import stop_words
from search.analysis.words import split, usual_form

LONGEST = 200  # characters
MOST_WORDS = 20
_QUOTES = '"“”„«»'
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
_MINUS = re.compile(rf"(?:(?<=\s)|^)-(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]+)[{_QUOTES}]|(?P<words>\w\S*))")


@dataclass(frozen=True)
class KnownWord:
    """What the site has learnt of a word: its `lemmas`, and its `kin`: words that differ in an ending only."""

    lemmas: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueryWord:
    """One word: a document has it when it has any of `forms`, `lemmas` or `kin`. `is_prefix` lets a form go on."""

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    is_prefix: bool = False

    @property
    def meant(self) -> tuple[str, ...]:
        """Return the terms that are whole words, however the word goes on."""
        return self.lemmas + self.kin

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.forms + self.meant)


@dataclass(frozen=True)
class ParsedQuery:
    """`words` are wanted, and each of `phrases`, whose words stand next to each other in this order.

    `without` and `without_phrases` are not wanted. `typed` are the wanted words as they were typed, with those that say
    nothing and are not looked for.
    """

    words: tuple[QueryWord, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[QueryWord, ...] = ()
    without_phrases: tuple[tuple[str, ...], ...] = ()
    typed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words

    def opened(self) -> "ParsedQuery":
        """Return the same query with its last word allowed to go on."""
        if self.is_empty:
            return self
        return replace(self, words=(*self.words[:-1], replace(self.words[-1], is_prefix=True)))


def parse(text: str, language: str) -> ParsedQuery:
    """Take `text` apart. Nothing is an operator but quotes, a last `*`, and a `-` right before what is not wanted.

    A minus counts only beside something wanted; words that say nothing (`stop_words`) are dropped beside those that do.
    """
    clean = text.replace("\0", " ").strip()
    minus, kept = list(_MINUS.finditer(clean)), _MINUS.sub(" ", clean).strip()
    typed = _typed(kept)
    if not typed:
        minus, kept, typed = [], clean, _typed(clean)
    parsed = ParsedQuery(
        words=_wanted(typed, language),
        phrases=_phrases(_PHRASE.findall(kept)),
        without=tuple(_word(word, language) for found in minus if found["words"] for word in _typed(found["words"])),
        without_phrases=_phrases(found["phrase"] for found in minus if found["phrase"]),
        typed=tuple(typed),
    )
    return parsed.opened() if kept.endswith("*") else parsed


def parse_unfinished(text: str, language: str) -> ParsedQuery:
    """Take apart what is still being typed: each word counts, for it may become another one, and the last may go on."""
    typed = tuple(_typed(text.replace("\0", " ")))
    return ParsedQuery(tuple(_word(word, language) for word in dict.fromkeys(typed)), typed=typed).opened()


def _typed(text: str) -> list[str]:
    return [word for word, _start, _end in split(text) if usual_form(word)][:MOST_WORDS]


def _wanted(typed: Iterable[str], language: str) -> tuple[QueryWord, ...]:
    """Return each word once, without those that say nothing unless there are no others."""
    once = {usual_form(word): word for word in reversed(list(typed))}
    words = [_word(word, language) for word in reversed(once.values())]
    empty = stop_words(language)
    return tuple(word for word in words if word.forms[0] not in empty) or tuple(words)


def _phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return phrases as the index holds them; one word is no phrase."""
    phrases = [tuple(usual_form(word) for word in _typed(text)) for text in texts]
    return tuple(phrase for phrase in phrases if len(phrase) > 1)


def _word(text: str, language: str) -> QueryWord:
    number = typed_forms(text)
    if number:
        return QueryWord(text, number)
    forms = typed_readings(text)
    return QueryWord(text, forms, tuple(term for term in readings(lemma(text, language)) if term not in forms))


def with_known_words(query: ParsedQuery, known: Mapping[str, KnownWord]) -> ParsedQuery:
    """Add what the site has learnt, by the text of a word: what is typed without marks no word list knows."""
    return replace(query, words=tuple(_with_known(word, known.get(word.text, KnownWord())) for word in query.words))


def _with_known(word: QueryWord, known: KnownWord) -> QueryWord:
    lemmas = [term for term in dict.fromkeys([*word.lemmas, *known.lemmas]) if term not in word.forms]
    kin = [term for term in dict.fromkeys(known.kin) if term not in word.forms and term not in lemmas]
    return replace(word, lemmas=tuple(lemmas), kin=tuple(kin))
