"""How often each term stands in each field of a document, kept as one string beside it.

Engines rank differently; these counts are the same whichever engine found the document. A string is quicker to look a
few terms up in than anything that must be parsed whole: ` letter:1.0.0.4.0 mentor:0.1.2.0.3 `.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from search.analysis.words import Word


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
    counts: dict[str, Counts] = defaultdict(Counts)
    for words, form, lemma in (
        (title, "title_form", "title_lemma"),
        (keywords, "keyword", "keyword"),
        (body, "body_form", "body_lemma"),
    ):
        for word in words:
            for field, terms in ((form, word.terms.forms), (lemma, word.terms.lemmas)):
                for term in terms:
                    counts[term].add(Counts(**{field: 1}))
    return " " + "".join(f"{term}:{'.'.join(map(str, astuple(count)))} " for term, count in sorted(counts.items()))


def read(statistics: str, term: str, *, is_prefix: bool = False) -> Counts:
    """Return the counts of `term`; with `is_prefix` those of every term that begins with it, together."""
    pattern = rf" {re.escape(term)}{'[^ :]*' if is_prefix else ''}:([\d.]+)(?= )"
    total = Counts()
    for found in re.finditer(pattern, statistics):
        total.add(Counts(*map(int, found.group(1).split("."))))
    return total
