"""A document with its words: what analysis makes of it, before anything is written or sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from search import statistics
from search.analysis.words import Word, analyse
from search.documents import SearchDocument
from search.engines.base import EngineDocument

# Between two texts in the column for phrases, so that no phrase reaches over the edge. No language has this word.
_EDGE = "qxedgexq"


@dataclass(frozen=True)
class Analysed:
    """The words of each text of a document; those of its passages in their order."""

    title: list[Word]
    keywords: list[Word]
    summary: list[Word]
    body: list[Word]
    passages: list[list[Word]]

    @property
    def texts(self) -> list[list[Word]]:
        return [self.summary, self.body, *self.passages]

    @property
    def everything(self) -> list[Word]:
        """All words but those of the title and the keywords."""
        return [word for text in self.texts for word in text]

    def statistics(self) -> str:
        return statistics.write(title=self.title, keywords=self.keywords, body=self.everything)

    def for_engine(
        self, pk: int, *, version: int, published: datetime, facets: Mapping[str, Sequence[str]], passages: Iterable[int]
    ) -> EngineDocument:
        """Return what an engine keeps; `passages` are the keys of their rows, in the order of the words here."""
        return EngineDocument(
            pk=pk,
            title=_terms(self.title),
            body=_terms(self.everything),
            keywords=_terms(self.keywords),
            exact=f" {_EDGE} ".join(" ".join(word.terms.forms[0] for word in text) for text in [self.title, *self.texts]),
            published=published,
            facets=facets,
            passages={key: _terms(words) for key, words in zip(passages, self.passages, strict=True)},
            version=version,
        )


@dataclass(frozen=True)
class Prepared:
    document: SearchDocument
    words: Analysed


def prepare(document: SearchDocument) -> Prepared:
    words = analysed(
        document.locale,
        title=document.title,
        keywords=document.keywords,
        summary=document.summary,
        body=document.body,
        passages=[passage.text for passage in document.passages],
    )
    return Prepared(document, words)


def analysed(locale: str, *, title: str, keywords: Iterable[str], summary: str, body: str, passages: Iterable[str]) -> Analysed:
    return Analysed(
        title=analyse(title, locale),
        keywords=[word for text in keywords for word in analyse(text, locale)],
        summary=analyse(summary, locale),
        body=analyse(body, locale),
        passages=[analyse(text, locale) for text in passages],
    )


def _terms(words: Iterable[Word]) -> str:
    """Form and lemma side by side, always in this order."""
    return " ".join(" ".join(word.terms.forms + word.terms.lemmas) for word in words)
