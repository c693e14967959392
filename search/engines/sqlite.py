"""SQLite's FTS5, in the default database file.

The words come analysed, so the tokenizer only splits them. `prefix` keeps words of 2 and 3 letters for a word that is
still being typed (migration 0002 makes the tables). One MATCH a statement: a score that is asked for row by row matches
again for every row.
"""

from collections.abc import Collection, Sequence

from django.db import connection

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineDocument, EngineQuery
from search.engines.database import DatabaseEngine, marks, rows
from search.engines.facet_counts import Sql


class SqliteEngine(DatabaseEngine):
    key = "rowid"

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
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM search_text WHERE rowid IN ({marks(pks)})", list(pks))
            cursor.execute(
                "DELETE FROM search_passage_text WHERE rowid IN"
                f" (SELECT id FROM search_indexedpassage WHERE document_id IN ({marks(pks)}))",
                list(pks),
            )

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        if text.is_empty or not pks:
            return []
        statement = (
            "SELECT passage.document_id, passage.id FROM search_passage_text"
            " JOIN search_indexedpassage passage ON passage.id = search_passage_text.rowid"
            f" WHERE search_passage_text MATCH %s AND passage.document_id IN ({marks(pks)})"
            " ORDER BY bm25(search_passage_text), passage.id"
        )
        return list(rows(Sql(statement, [" OR ".join(_any(word) for word in text.words), *pks])))

    def match(self, query: EngineQuery) -> Sql:
        text = query.text
        words = [_in_fields(word) for word in text.words]
        phrases = [_phrase(phrase) for phrase in text.phrases]
        wanted = words if query.wants_all else [f"({' OR '.join(words)})"]
        unwanted = [*(_in_fields(word) for word in text.without), *(_phrase(phrase) for phrase in text.without_phrases)]
        matching = f"({' AND '.join([*wanted, *phrases])})" + (f" NOT ({' OR '.join(unwanted)})" if unwanted else "")
        if query.wants_all or query.least == 1:
            return Sql("search_text MATCH %s", [matching])
        # FTS5 cannot count words: each is matched once. The plus keeps SQLite from asking the first match row by row.
        each = " UNION ALL ".join(["SELECT rowid AS id FROM search_text WHERE search_text MATCH %s"] * len(words))
        most = f"SELECT id FROM ({each}) GROUP BY id HAVING COUNT(*) >= %s"
        return Sql(f"search_text MATCH %s AND +rowid IN ({most})", [matching, *words, query.least])

    def match_title(self, text: ParsedQuery) -> Sql:
        return Sql("search_text MATCH %s", [" AND ".join(f"title : ({_any(word)})" for word in text.words)])

    def score(self, query: EngineQuery) -> Sql:
        return Sql("bm25(search_text, 8.0, 1.0, 2.0, 0.0)", [])


def _in_fields(word: QueryWord) -> str:
    return f"{{title body keywords}} : ({_any(word)})"


def _phrase(words: Sequence[str]) -> str:
    return f'exact : "{" ".join(words)}"'


def _any(word: QueryWord) -> str:
    star = "*" if word.is_prefix else ""
    return " OR ".join([*(f'"{form}"{star}' for form in word.forms), *(f'"{lemma}"' for lemma in word.meant)])
