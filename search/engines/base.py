"""What every engine does: keep analysed words under the key of their row, and give back keys and counts.

An engine holds no text that is shown. It answers candidates in an order of its own; `search.ranking` has the last word.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from search.analysis.query import ParsedQuery


@dataclass(frozen=True)
class EngineDocument:
    """Words as `search.analysis` gives them, separated by spaces. `pk` is that of the row in IndexedDocument.

    `title`, `body` and `keywords` hold every form and lemma; `exact` one form a word, for phrases.
    `passages`: key of the row in IndexedPassage → words. `facets` (name → values), `published` and `version`, the number of
    the row's writes, say what the rows say: an engine outside the database has to keep them too.
    """

    pk: int
    title: str
    body: str
    keywords: str
    exact: str
    published: datetime
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    passages: Mapping[int, str] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True)
class EngineQuery:
    """`filters`: facet name → values, which add up; facets narrow each other. `without`: documents to leave out.
    `among`: the documents that are asked about, None for all; nothing else is found or counted.

    `least`: how many of the words a document must have, 0 for all. Phrases are always wanted whole.
    `newest_first` orders the candidates by their day instead of how well they match.
    """

    text: ParsedQuery
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    facets: Sequence[str] = ()
    without: Collection[int] = ()
    among: Collection[int] | None = None
    limit: int = 200
    least: int = 0
    newest_first: bool = False

    @property
    def wants_all(self) -> bool:
        return not 0 < self.least < len(self.text.words)


@dataclass(frozen=True)
class Found:
    """`matched` counts what the text alone finds, `total` what the filters leave of it.

    `facets`: name → value → the number of results that choosing the value would give. `limited`: the database answered in
    the place of the search server.
    """

    matched: int
    total: int
    candidates: list[int]
    facets: dict[str, dict[str, int]]
    limited: bool = False


class EngineError(Exception):
    """A server cannot be reached, is too slow, or refuses: a sentence for the log. Nothing else has to stop because of it.

    `status`: of its answer in HTTP; 0 where there was none. An engine inside the database raises the database's own errors:
    nothing else works then either.
    """

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class PartlyWrittenError(EngineError):
    """The rest is written. `refused`: key → reason, of documents that it will not take; `postponed`: those to send again."""

    def __init__(self, message: str, *, refused: Mapping[int, str], postponed: Collection[int]) -> None:
        super().__init__(message)
        self.refused = dict(refused)
        self.postponed = frozenset(postponed)


class Answering(Protocol):
    def find(self, query: EngineQuery) -> Found:
        """Answer a query; one without words finds everything, the newest first."""

    def complete(self, query: EngineQuery) -> list[int]:
        """Return the documents whose titles have every word, the best first; of `query` the facets are not counted."""

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        """Return (document, passage) for the passages that any word meets, the best first."""


class Engine(Answering, Protocol):
    def put(self, documents: Sequence[EngineDocument]) -> None:
        """Add documents; what was there under the same keys is replaced."""

    def remove(self, pks: Collection[int]) -> None:
        """Forget documents and their passages for good; unknown keys are no error. Called before their rows go."""

    def clear(self) -> None:
        """Forget everything."""
