"""How often each term stands in each field of a document, kept as one string beside it.

Engines rank differently; these counts are the same whichever engine found the document. A string is quicker to look a
few terms up in than anything that must be parsed whole: ` letter:1.0.0.4.0 mentor:0.1.2.0.3 `.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis.words import Word

_ENTRY = re.compile(r" ([^ :]+):([\d.]+)(?= )")


@dataclass
class Counts:
    title_form: int = 0
    title_lemma: int = 0
    keyword: int = 0
    body_form: int = 0
    body_lemma: int = 0

    def add(self, other: "Counts") -> None:
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)


def write(*, title: Iterable[Word], keywords: Iterable[Word], body: Iterable[Word]) -> str:
    """Return the counts of every term. A list a term, in the order of `Counts`: this runs for every word of the site."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for words, form, lemma in ((title, 0, 1), (keywords, 2, 2), (body, 3, 4)):
        for word in words:
            for term in word.terms.forms:
                counts[term][form] += 1
            for term in word.terms.lemmas:
                counts[term][lemma] += 1
    return " " + "".join(f"{term}:{'.'.join(map(str, count))} " for term, count in sorted(counts.items()))


def read(statistics: str, term: str, *, is_prefix: bool = False) -> Counts:
    """Return the counts of `term`; with `is_prefix` those of every term that begins with it, together."""
    total = Counts()
    if not is_prefix:  # a query asks for many whole terms, and most of them are nowhere
        at = statistics.find(f" {term}:")
        if at >= 0:
            total.add(_counts(statistics[at + len(term) + 2 : statistics.index(" ", at + 1)]))
        return total
    for found in re.finditer(rf" {re.escape(term)}[^ :]*:([\d.]+)(?= )", statistics):
        total.add(_counts(found.group(1)))
    return total


def read_all(statistics: str) -> Iterator[tuple[str, Counts]]:
    """Yield every term with its counts; of the few that are read as several words, the last of these."""
    for term, written in _ENTRY.findall(statistics):
        yield term, _counts(written)


def _counts(written: str) -> Counts:
    return Counts(*map(int, written.split(".")))
