"""The final order of the first candidates, the same for every engine.

A document has a strength for each word of the query: where the word stands (title, keywords, body), how (as typed, as
the word list means it, with another ending) and how often. Words that few candidates have weigh more. What few have
of the query counts by the share they have. Then comes what holds for the whole document: its title, its language, its age.
"""

from dataclasses import dataclass
from datetime import datetime
from math import log

from search import registry, statistics
from search.analysis.fold import normalise
from search.analysis.lemma import word_list
from search.analysis.query import ParsedQuery, QueryWord
from search.analysis.words import split, usual_form
from search.statistics import Counts

CANDIDATES = 200
CANDIDATE_FIELDS = ("pk", "kind", "title", "locale", "published", "boost", "statistics")

_TITLE, _KEYWORD, _BODY = 8.0, 3.0, 2.0
# As typed, as the word list means it, with another ending.
_TYPED, _MEANT, _KIN = 1.0, 0.7, 0.55
_PHRASE_IN_TITLE, _WHOLE_TITLE, _AS_SPELT = 4.0, 4.0, 0.5
_OWN_LANGUAGE, _SISTER_LANGUAGE = 1.2, 1.1
# News of today is worth a fifth more, half of that after a quarter of a year.
_FRESHNESS, HALF_LIFE = 0.2, 91.0
_NOWHERE = Counts()


@dataclass(frozen=True)
class Candidate:
    """What ranking reads of a document."""

    pk: int
    kind: str
    title: str
    locale: str
    published: datetime
    boost: float
    statistics: str


def rank(candidates: list[Candidate], query: ParsedQuery, *, language: str, now: datetime) -> list[int]:
    """Return the keys of `candidates`, the best first; equals newest first, then in the order of their keys."""
    found = [[_strength(one.statistics, word) for word in query.words] for one in candidates]
    weights = _rarities(found)
    scored = [
        (
            -(_matched(strengths, weights) + _title(one.title, query)) * _whole(one, language=language, now=now),
            -one.published.timestamp(),
            one.pk,
        )
        for one, strengths in zip(candidates, found, strict=True)
    ]
    return [pk for _score, _published, pk in sorted(scored)]


def _rarities(found: list[list[float]]) -> list[float]:
    """Return the weight of each word: 1 for the rarest among the candidates, less for those that more of them have."""
    having = [sum(strength > 0 for strength in column) for column in zip(*found, strict=True)]
    rarities = [log(1 + len(found) / count) if count else 0.0 for count in having]
    rarest = max(rarities, default=0.0) or 1.0
    return [rarity / rarest for rarity in rarities]


def _matched(strengths: list[float], weights: list[float]) -> float:
    """Return the strengths together, times the share of the query that is there: all words before most of them."""
    there = sum(weight for strength, weight in zip(strengths, weights, strict=True) if strength)
    together = sum(strength * weight for strength, weight in zip(strengths, weights, strict=True))
    return together * there / (sum(weights) or 1.0)


def _strength(text: str, word: QueryWord) -> float:
    typed = _together(text, word.forms, is_prefix=word.is_prefix)
    meant = _together(text, word.lemmas)
    kin = _together(text, word.kin)
    if typed is meant is kin is _NOWHERE:
        return 0.0
    return (
        _TITLE
        * _best(typed.title_form, typed.title_lemma + meant.title_form + meant.title_lemma, kin.title_form + kin.title_lemma)
        + _KEYWORD * _best(typed.keyword, meant.keyword, kin.keyword)
        + _BODY * _best(typed.body_form, typed.body_lemma + meant.body_form + meant.body_lemma, kin.body_form + kin.body_lemma)
    )


def _together(text: str, terms: tuple[str, ...], *, is_prefix: bool = False) -> Counts:
    """Count the readings of one word; the largest count of a field, because a place is counted once for each reading."""
    every = [statistics.read(text, term, is_prefix=is_prefix) for term in terms if is_prefix or f" {term}:" in text]
    if len(every) < 2:  # as a rule: most terms of a question are not in most documents
        return every[0] if every else _NOWHERE
    return Counts(*(max((getattr(one, name) for one in every), default=0) for name in vars(Counts())))


def _best(typed: int, meant: int, kin: int) -> float:
    """Weigh three ways to meet a word in one field, each in addition to the one before: from 0 to less than 1."""
    return _TYPED * _often(typed) + (1 - _often(typed)) * (_MEANT * _often(meant) + (1 - _often(meant)) * _KIN * _often(kin))


def _often(count: int) -> float:
    """The second mention says less than the first: 0, .5, .67, .75 … 1."""
    return count / (count + 1)


def _title(title: str, query: ParsedQuery) -> float:
    """What was typed, word by word, inside the title; more if it is the whole title, and for the very letters."""
    words = [word for word, _start, _end in split(title)]
    titled = [usual_form(word) for word in words]
    typed = [usual_form(word) for word in query.typed]
    if not typed:
        return 0.0
    spelt = {normalise(word).lower() for word in words} & {normalise(word).lower() for word in query.typed}
    letters = _AS_SPELT * len(spelt) / len(typed)
    if typed == titled:
        return _PHRASE_IN_TITLE + _WHOLE_TITLE + letters
    inside = any(titled[start : start + len(typed)] == typed for start in range(len(titled) - len(typed) + 1))
    return letters + (_PHRASE_IN_TITLE if inside and len(typed) > 1 else 0.0)


def _whole(candidate: Candidate, *, language: str, now: datetime) -> float:
    """Return the factor of what holds whatever was asked: the reader's language, the age of news, the app's boost."""
    own = 1.0
    if candidate.locale == language:
        own = _OWN_LANGUAGE
    elif word_list(candidate.locale) == word_list(language):
        own = _SISTER_LANGUAGE
    return own * freshness(candidate, now) * candidate.boost


def freshness(candidate: Candidate, now: datetime) -> float:
    """News ages, what is taught does not."""
    if not registry.is_ageing(candidate.kind):
        return 1.0
    days = max((now - candidate.published).total_seconds() / 86400, 0.0)
    return 1 + _FRESHNESS * 0.5 ** (days / HALF_LIFE)
