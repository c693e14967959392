"""PostgreSQL's full text search, in the default database.

The words come analysed, so no configuration, parser or dictionary of the server is asked: a vector is written word by
word, and no two servers can read a word differently. One GIN index answers words and beginnings of words (migration 0003
makes the tables). Phrases are looked for in the text itself, in what the index has left of the documents: a vector
forgets where a word stands after its 256th time and behind the 16,383rd word.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineDocument, EngineQuery
from search.engines.database import DatabaseEngine, marks, rows
from search.engines.facet_counts import Sql

# Of D, C, B and A: body, nothing, keywords, title. As the other engines weigh them: 1, 2 and 8.
_WEIGHTS = "'{0.125, 0, 0.25, 1}'"
# How often a word is counted in one field: ranking in the server only chooses the candidates.
_MOST_TIMES = 8
# Bytes of words and places; a vector cannot hold more than 1 MB. What is behind is not found: 60,000 different words are.
_LARGEST = 1_000_000


class PostgresEngine(DatabaseEngine):
    key = "document_id"

    def put(self, documents: Sequence[EngineDocument]) -> None:
        self.remove([document.pk for document in documents])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text(document_id, words, exact) VALUES (%s, %s::tsvector, %s)",
                [(one.pk, vector(A=one.title, B=one.keywords, D=one.body), f" {one.exact} ") for one in documents],
            )
            cursor.executemany(
                "INSERT INTO search_passage_text(passage_id, document_id, words) VALUES (%s, %s, %s::tsvector)",
                [(key, one.pk, vector(D=words)) for one in documents for key, words in one.passages.items()],
            )

    def remove(self, pks: Collection[int]) -> None:
        if pks:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM search_text WHERE document_id IN ({marks(pks)})", list(pks))
                cursor.execute(f"DELETE FROM search_passage_text WHERE document_id IN ({marks(pks)})", list(pks))

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        if text.is_empty or not pks:
            return []
        score = _rank(text)
        statement = (
            f"SELECT document_id, passage_id FROM search_passage_text WHERE words @@ %s::tsquery"
            f" AND document_id IN ({marks(pks)}) ORDER BY {score.text}, passage_id"
        )
        return list(rows(Sql(statement, [_any(text.words), *pks, *score.parameters])))

    def match(self, query: EngineQuery) -> Sql:
        text = query.text
        words = [f"({_any([word])})" for word in text.words]
        wanted = words if query.wants_all else [f"({' | '.join(words)})"]
        together = [_quoted(word) for phrase in text.phrases for word in phrase]
        unwanted = [f"!({_any([word])})" for word in text.without]
        conditions = [Sql("words @@ %s::tsquery", [" & ".join([*wanted, *together, *unwanted])])]
        conditions += [Sql("strpos(exact, %s) > 0", [_padded(phrase)]) for phrase in text.phrases]
        conditions += [Sql("strpos(exact, %s) = 0", [_padded(phrase)]) for phrase in text.without_phrases]
        if not query.wants_all and query.least > 1:
            counted = _counted(text)
            conditions.append(Sql(f"{counted.text} >= %s", [*counted.parameters, query.least]))
        return Sql(" AND ".join(one.text for one in conditions), [value for one in conditions for value in one.parameters])

    def match_title(self, text: ParsedQuery) -> Sql:
        return Sql("words @@ %s::tsquery", [" & ".join(f"({_any([word], weight='A')})" for word in text.words)])

    def score(self, query: EngineQuery) -> Sql:
        """With all words, the server's rank; with some, first how many: the server does not know which word is rare."""
        rank = _rank(query.text)
        if query.wants_all:
            return rank
        counted = _counted(query.text)
        return Sql(f"{rank.text} - {counted.text}", [*rank.parameters, *counted.parameters])


def _rank(text: ParsedQuery) -> Sql:
    return Sql(f"-ts_rank({_WEIGHTS}, words, %s::tsquery, 1)", [_any(text.words)])


def _counted(text: ParsedQuery) -> Sql:
    """Return the expression that counts which words of the query a row has."""
    each = ["(words @@ %s::tsquery)::int"] * len(text.words)
    return Sql(f"({' + '.join(each)})", [_any([word]) for word in text.words])


def _padded(phrase: Sequence[str]) -> str:
    return f" {' '.join(phrase)} "


def vector(**fields: str) -> str:
    """Return the tsvector of `fields`, weight → words; a word has as many places as it has mentions."""
    places: dict[str, list[str]] = {}
    for weight, words in fields.items():
        for word, count in Counter(words.split()).items():
            found = places.setdefault(word, [])
            found += [f"{len(found) + more}{weight}" for more in range(1, min(count, _MOST_TIMES) + 1)]
    size, parts = 0, []
    for word, found in places.items():
        size += len(word.encode()) + 2 * len(found) + 4
        if size > _LARGEST:
            break
        parts.append(f"{_lexeme(word)}:{','.join(found)}")
    return " ".join(parts)


def _any(words: Iterable[QueryWord], *, weight: str = "") -> str:
    wanted = [_quoted(form, star="*" if word.is_prefix else "", weight=weight) for word in words for form in word.forms]
    return " | ".join([*wanted, *(_quoted(lemma, weight=weight) for word in words for lemma in word.meant)])


def _quoted(term: str, *, star: str = "", weight: str = "") -> str:
    """Return a term for a tsquery. A few letters are read as several words (ﷺ); all of them are wanted then."""
    parts = term.split()
    where = f":{weight}" if weight else ""
    last = f":{star}{weight}" if star or weight else ""
    quoted = [*(f"{_lexeme(part)}{where}" for part in parts[:-1]), f"{_lexeme(parts[-1])}{last}"]
    return f"({' & '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
