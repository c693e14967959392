"""What the engines inside the database share: SQLite and PostgreSQL read the same statements around a match of their own.

The tables stand in the default database (migrations 0002 and 0003): a document, its row and its words change in one
transaction, one backup holds everything, and a test rolls it back.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar

from django.db import connection

from search.analysis.query import ParsedQuery
from search.engines.base import EngineDocument, EngineQuery, Found
from search.engines.facet_counts import Sql, counts, narrowed


class DatabaseEngine:
    """`key` is the column of `search_text` that holds the key of the document."""

    key: ClassVar[str]

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text")
            cursor.execute("DELETE FROM search_passage_text")

    def kept(self) -> set[int]:
        """Return the keys of all documents whose words stand here."""
        return {pk for (pk,) in rows(Sql(f"SELECT {self.key} FROM search_text", []))}

    def put(self, documents: Sequence[EngineDocument]) -> None:
        raise NotImplementedError

    def remove(self, pks: Collection[int]) -> None:
        raise NotImplementedError

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        raise NotImplementedError

    def find(self, query: EngineQuery) -> Found:
        facets: dict[str, dict[str, int]] = {}
        for name, value, count in rows(counts(self._hits(query), query.filters, query.facets)):
            facets.setdefault(name, {})[value] = count
        matched, total = facets.pop("*")[""], facets.pop("")[""]
        candidates = [pk for (pk,) in rows(self._ordered(query))] if total and query.limit else []
        return Found(matched, total, candidates, facets)

    def complete(self, query: EngineQuery) -> list[int]:
        return [pk for (pk,) in rows(self._ordered(query, self.match_title(query.text)))]

    def match(self, query: EngineQuery) -> Sql:
        """Return the condition that a row of `search_text` has the words and phrases, and nothing that is not wanted."""
        raise NotImplementedError

    def match_title(self, text: ParsedQuery) -> Sql:
        """Return the condition that its title has every word."""
        raise NotImplementedError

    def score(self, query: EngineQuery) -> Sql:
        """Return the expression that orders the matches: the smaller, the better."""
        raise NotImplementedError

    def _hits(self, query: EngineQuery, *, is_ordered: bool = False, match: Sql | None = None) -> Sql:
        """Return the statement of the keys that the text finds, each with what it is ordered by if that is wanted."""
        table, key, wanted, order = "search_text", self.key, Sql("1 = 1", []), Sql("", [])
        if query.text.is_empty:
            table, key = "search_indexeddocument", "id"
            order = Sql(", published", []) if is_ordered else order
        else:
            wanted, score = match or self.match(query), self.score(query)
            order = Sql(f", {score.text}", score.parameters) if is_ordered else order
        without = f"AND {key} NOT IN ({marks(query.without)})" if query.without else ""
        among = "" if query.among is None else f"AND {key} IN ({marks(query.among) or 'NULL'})"
        statement = f"SELECT {key}{order.text} FROM {table} WHERE {wanted.text} {without} {among}"
        return Sql(statement, [*order.parameters, *wanted.parameters, *query.without, *(query.among or ())])

    def _ordered(self, query: EngineQuery, match: Sql | None = None) -> Sql:
        """Return the statement of the best keys; without words, or where that is asked for, those of the newest."""
        if query.newest_first and not query.text.is_empty:
            return self._newest(query)
        found = self._narrowed(query, self._hits(query, is_ordered=True, match=match))
        direction = "DESC" if query.text.is_empty else "ASC"
        return Sql(
            f"WITH hits(id, score) AS MATERIALIZED ({found.text})"
            f" SELECT id FROM hits ORDER BY score {direction}, id DESC LIMIT %s",
            [*found.parameters, query.limit],
        )

    def _newest(self, query: EngineQuery) -> Sql:
        found = self._narrowed(query, self._hits(query))
        return Sql(
            f"WITH hits(id) AS MATERIALIZED ({found.text})"
            " SELECT hits.id FROM hits JOIN search_indexeddocument document ON document.id = hits.id"
            " ORDER BY document.published DESC, hits.id DESC LIMIT %s",
            [*found.parameters, query.limit],
        )

    def _narrowed(self, query: EngineQuery, found: Sql) -> Sql:
        key = "search_indexeddocument.id" if query.text.is_empty else f"search_text.{self.key}"
        return narrowed(found, query.filters, key=key)


def marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def rows(sql: Sql) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.parameters)
        return cursor.fetchall()
