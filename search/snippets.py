"""What a reader sees of a hit: the original text, escaped, with the words that were found inside `<mark>`.

Marked here and not by the engine, because the engine holds folded words. Only for the hits that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.query import ParsedQuery, QueryWord
from search.analysis.words import Word, analyse

WINDOW = 34  # words
_LONGEST = 200_000  # characters of a body that are looked through


@dataclass(frozen=True)
class _Match:
    """The word at `position`, counted in words, meets the query's word number `asked`."""

    position: int
    asked: int


def mark(text: str, locale: str, query: ParsedQuery) -> SafeString:
    """Return the whole of `text`, marked."""
    words = analyse(text, locale)
    return _marked(text, words, _matches(words, query), 0, len(words))


def snippet(summary: str, body: str, locale: str, query: ParsedQuery) -> SafeString:
    """Return the summary, or the part of the body that meets more of the query; marked, cut at words."""
    best: tuple[int, SafeString] | None = None
    for text in (summary, body[:_LONGEST]):
        words = analyse(text, locale)
        matches = _matches(words, query)
        start, found = _best_window(matches, len(words))
        if words and (best is None or found > best[0]):
            best = found, _marked(text, words, matches, start, min(start + WINDOW, len(words)))
    return best[1] if best else mark_safe("")


def _matches(words: Sequence[Word], query: ParsedQuery) -> list[_Match]:
    return [
        _Match(position, asked)
        for position, word in enumerate(words)
        for asked, wanted in enumerate(query.words)
        if _meets(word, wanted)
    ]


def _meets(word: Word, wanted: QueryWord) -> bool:
    if wanted.is_prefix and any(form.startswith(wanted.forms) for form in word.terms.forms):
        return True
    return not word.terms.all.isdisjoint(wanted.all)


def _best_window(matches: Sequence[_Match], length: int) -> tuple[int, int]:
    """Return where the window with most different words of the query begins, a little before its first, and how many."""
    best = (0, 0)
    for first in matches:
        inside = {one.asked for one in matches if first.position <= one.position < first.position + WINDOW - 4}
        if len(inside) > best[1]:
            best = (first.position, len(inside))
    if best[0] + 4 < WINDOW:
        return 0, best[1]
    return max(min(best[0] - 4, length - WINDOW), 0), best[1]


def _marked(text: str, words: Sequence[Word], matches: Sequence[_Match], start: int, end: int) -> SafeString:
    """Escape piece by piece and put our own tags between: nothing of the text is ever read as markup."""
    found = {match.position for match in matches}
    at = words[start].start if 0 < start < len(words) else 0
    pieces = ["… "] if start else []
    for position in range(start, end):
        word = words[position]
        pieces.append(escape(_between(text[at : word.start])))
        pieces.append(f"<mark>{escape(word.text)}</mark>" if position in found else escape(word.text))
        at = word.end
    pieces.append(" …" if end < len(words) else escape(text[at:]))
    return mark_safe("".join(pieces))


def _between(gap: str) -> str:
    """What stands between two words; a heading, which ends without a sign, is set off from what follows it."""
    return " – " if "\n\n" in gap and not gap.strip() else gap
