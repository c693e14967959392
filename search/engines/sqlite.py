"""SQLite's FTS5, in the default database file.

In the default file, not one of its own: a document, its row and its words then change in one transaction, several
processes are kept apart by the database's own locks, one backup holds everything, and a test rolls it back.
The words come analysed, so the tokenizer only splits them. `prefix` keeps words of 2 and 3 letters for a word that is
still being typed (migration 0002 makes the tables). One MATCH a statement: a score that is asked for row by row matches
again for every row.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineDocument, EngineQuery, Found
from search.engines.facet_counts import Sql, counts, filtered, passing

_SCORE = "bm25(search_text, 8.0, 1.0, 2.0, 0.0)"


class SqliteEngine:
    def put(self, documents: Sequence[EngineDocument]) -> None:
        self.remove([document.pk for document in documents])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text(rowid, title, body, keywords, exact) VALUES (%s, %s, %s, %s, %s)",
                [(one.pk, one.title, one.body, one.keywords, one.exact) for one in documents],
            )
            cursor.executemany(
                "INSERT INTO search_passage_text(rowid, words) VALUES (%s, %s)",
                [passage for one in documents for passage in one.passages.items()],
            )

    def remove(self, pks: Collection[int]) -> None:
        marks = _marks(pks)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM search_text WHERE rowid IN ({marks})", list(pks))
            cursor.execute(
                "DELETE FROM search_passage_text WHERE rowid IN"
                f" (SELECT id FROM search_indexedpassage WHERE document_id IN ({marks}))",
                list(pks),
            )

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text")
            cursor.execute("DELETE FROM search_passage_text")

    def find(self, query: EngineQuery) -> Found:
        facets: dict[str, dict[str, int]] = {}
        for name, value, count in _rows(counts(_hits(query), query.filters, query.facets)):
            facets.setdefault(name, {})[value] = count
        matched, total = facets.pop("*")[""], facets.pop("")[""]
        candidates = [pk for (pk,) in _rows(_ordered(query))] if total and query.limit else []
        return Found(matched, total, candidates, facets)

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        if text.is_empty or not pks:
            return []
        statement = (
            "SELECT passage.document_id, passage.id FROM search_passage_text"
            " JOIN search_indexedpassage passage ON passage.id = search_passage_text.rowid"
            f" WHERE search_passage_text MATCH %s AND passage.document_id IN ({_marks(pks)})"
            " ORDER BY bm25(search_passage_text), passage.id"
        )
        return list(_rows(Sql(statement, [" OR ".join(_any(word) for word in text.words), *pks])))


def _hits(query: EngineQuery, *, text_score: str = "", browse_score: str = "") -> Sql:
    """Return the statement of the keys that the text finds, each with a score where one is named."""
    without = f"NOT IN ({_marks(query.without)})"
    if query.text.is_empty:
        return Sql(f"SELECT id{browse_score} FROM search_indexeddocument WHERE id {without}", list(query.without))
    statement = f"SELECT rowid{text_score} FROM search_text WHERE search_text MATCH %s AND rowid {without}"
    return Sql(statement, [_match(query.text), *query.without])


def _ordered(query: EngineQuery) -> Sql:
    """Return the statement of the best keys: by bm25, which is smaller the better; without words the newest first."""
    hits = _hits(query, text_score=f", {_SCORE}", browse_score=", published")
    narrowing = filtered(query.filters)
    direction = "DESC" if query.text.is_empty else "ASC"
    tables = ", ".join(part for part in (f"hits(id, score) AS MATERIALIZED ({hits.text})", narrowing.text) if part)
    statement = f"WITH {tables} SELECT id FROM hits WHERE {passing(query.filters)} ORDER BY score {direction}, id DESC LIMIT %s"
    return Sql(statement, [*hits.parameters, *narrowing.parameters, query.limit])


def _match(text: ParsedQuery) -> str:
    words = [f"{{title body keywords}} : ({_any(word)})" for word in text.words]
    phrases = [f'exact : "{" ".join(phrase)}"' for phrase in text.phrases]
    return " AND ".join([*words, *phrases])


def _any(word: QueryWord) -> str:
    star = "*" if word.is_prefix else ""
    return " OR ".join([*(f'"{form}"{star}' for form in word.forms), *(f'"{lemma}"' for lemma in word.lemmas)])


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _rows(sql: Sql) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.parameters)
        return cursor.fetchall()
