"""The final order of the first candidates, the same for every engine."""

from dataclasses import dataclass
from datetime import datetime

from search import statistics
from search.analysis.fold import fold
from search.analysis.query import ParsedQuery, QueryWord
from search.analysis.words import split
from search.statistics import Counts

CANDIDATES = 200
_TITLE_FORM, _TITLE_LEMMA, _KEYWORD, _BODY_FORM, _BODY_LEMMA = 8.0, 6.0, 3.0, 2.0, 1.2
_PHRASE_IN_TITLE, _WHOLE_TITLE = 4.0, 4.0
_FRESHNESS, _FRESH_DAYS = 0.1, 365.0
_OWN_LANGUAGE = 1.15


@dataclass(frozen=True)
class Candidate:
    """What ranking reads of a document."""

    pk: int
    title: str
    locale: str
    published: datetime
    boost: float
    statistics: str


def rank(candidates: list[Candidate], query: ParsedQuery, *, language: str, now: datetime) -> list[int]:
    """Return the keys of `candidates`, the best first; equals newest first, then in the order of their keys."""
    scored = [(-score(one, query, language=language, now=now), -one.published.timestamp(), one.pk) for one in candidates]
    return [pk for _score, _published, pk in sorted(scored)]


def score(candidate: Candidate, query: ParsedQuery, *, language: str, now: datetime) -> float:
    """Title over keywords over body, the form that was typed over its lemma; then what holds for the whole document."""
    words = sum(_word(candidate.statistics, word) for word in query.words)
    age = max((now - candidate.published).total_seconds() / 86400, 0.0)
    freshness = 1 + _FRESHNESS / (1 + age / _FRESH_DAYS)
    own = _OWN_LANGUAGE if candidate.locale == language else 1.0
    return (words + _title(candidate.title, query)) * freshness * own * candidate.boost


def _word(text: str, word: QueryWord) -> float:
    typed = _together(text, word.forms, is_prefix=word.is_prefix)
    meant = _together(text, word.lemmas)
    found = (
        _TITLE_FORM * _often(typed.title_form)
        + _TITLE_LEMMA * _often(typed.title_lemma + meant.title_form + meant.title_lemma)
        + _KEYWORD * _often(typed.keyword + meant.keyword)
        + _BODY_FORM * _often(typed.body_form)
        + _BODY_LEMMA * _often(typed.body_lemma + meant.body_form + meant.body_lemma)
    )
    return found


def _together(text: str, terms: tuple[str, ...], *, is_prefix: bool = False) -> Counts:
    """Count the readings of one word; the largest count of a field, because a place is counted once for each reading."""
    every = [statistics.read(text, term, is_prefix=is_prefix) for term in terms]
    return Counts(*(max((getattr(one, name) for one in every), default=0) for name in vars(Counts())))


def _often(count: int) -> float:
    """The second mention says less than the first: 0, .5, .67, .75 … 1."""
    return count / (count + 1)


def _title(title: str, query: ParsedQuery) -> float:
    """What was typed, word by word, inside the title; more if it is the whole title."""
    titled = [fold(word) for word, _start, _end in split(title)]
    typed = [word.forms[0] for word in query.words]
    if not typed or len(typed) > len(titled):
        return 0.0
    if typed == titled:
        return _PHRASE_IN_TITLE + _WHOLE_TITLE
    inside = any(titled[start : start + len(typed)] == typed for start in range(len(titled) - len(typed) + 1))
    return _PHRASE_IN_TITLE if inside and len(typed) > 1 else 0.0
