"""What anyone would write by hand on the same tables for the same words: the least that answers, as a control."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search.analysis.query import ParsedQuery, QueryWord

# The order of the tables is kept: what the words find comes first, the facets of each hit behind it.
_JOIN = "CROSS JOIN search_indexedfacet f{0}"
_NARROWED = "f{0}.document_id = {1} AND f{0}.name = %s AND f{0}.value = %s"


@dataclass(frozen=True)
class Raw:
    """`match`, `title` and `score` are SQL, each with one question mark or none; `ask` and `ask_title` write the question."""

    key: str
    match: str
    score: str
    scores: int  # how often the question stands in `score`
    ask: Callable[[ParsedQuery], str]
    ask_title: Callable[[ParsedQuery], str]

    def search(self, text: ParsedQuery, limit: int) -> None:
        self._ordered(self.ask(text), {}, limit)

    def filtered(self, text: ParsedQuery, filters: dict[str, str], limit: int) -> None:
        self._ordered(self.ask(text), filters, limit)

    def complete(self, text: ParsedQuery, filters: dict[str, str], limit: int) -> None:
        self._ordered(self.ask_title(text), filters, limit)

    def facets(self, text: ParsedQuery, names: Sequence[str]) -> None:
        for name in names:
            _all(
                f"SELECT f.value, COUNT(*) FROM search_text {_JOIN.format('')}"
                f" WHERE {self.match} AND f.document_id = {self.key} AND f.name = %s GROUP BY f.value",
                [self.ask(text), name],
            )

    def _ordered(self, asked: str, filters: dict[str, str], limit: int) -> None:
        joins = " ".join(_JOIN.format(place) for place in range(len(filters)))
        where = " AND ".join([self.match, *(_NARROWED.format(place, self.key) for place in range(len(filters)))])
        narrowing = [part for name, value in filters.items() for part in (name, value)]
        statement = f"SELECT {self.key} FROM search_text {joins} WHERE {where} ORDER BY {self.score} LIMIT %s"
        _all(statement, [asked, *narrowing, *[asked] * self.scores, limit])


def _all(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.fetchall()


def _sqlite(word: QueryWord) -> str:
    star = "*" if word.is_prefix else ""
    return " OR ".join([*(f'"{form}"{star}' for form in word.forms), *(f'"{term}"' for term in word.meant)])


def _postgres(word: QueryWord, *, mark: str = "") -> str:
    star = ":*" if word.is_prefix else ":" if mark else ""
    weight = f":{mark}" if mark else ""
    return " | ".join([*(f"'{form}'{star}{mark}" for form in word.forms), *(f"'{term}'{weight}" for term in word.meant)])


RAW = {
    "sqlite": Raw(
        key="search_text.rowid",
        match="search_text MATCH %s",
        score="bm25(search_text, 8.0, 1.0, 2.0, 0.0)",
        scores=0,
        ask=lambda text: " AND ".join(f"({_sqlite(word)})" for word in text.words),
        ask_title=lambda text: " AND ".join(f"title : ({_sqlite(word)})" for word in text.words),
    ),
    "postgresql": Raw(
        key="search_text.document_id",
        match="words @@ %s::tsquery",
        score="ts_rank('{0.125, 0, 0.25, 1}', words, %s::tsquery, 1) DESC",
        scores=1,
        ask=lambda text: " & ".join(f"({_postgres(word)})" for word in text.words),
        ask_title=lambda text: " & ".join(f"({_postgres(word, mark='A')})" for word in text.words),
    ),
}
