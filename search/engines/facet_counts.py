"""Facet counts in one statement, in SQL that SQLite and PostgreSQL both read.

For each facet the hits are counted with every active filter but its own: the count beside a value is the number of
results that choosing it would give. The text is matched once; facets without a filter of their own share one GROUP BY.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_FACETS = "search_indexedfacet"


@dataclass(frozen=True)
class Sql:
    text: str
    parameters: list[Any]


def filtered(filters: Mapping[str, Sequence[str]]) -> Sql:
    """Return the common table expressions `filter_0 …`: the documents that each active filter lets through."""
    parts, parameters = [], []
    for position, (name, values) in enumerate(filters.items()):
        marks = ", ".join(["%s"] * len(values)) or "NULL"
        parts.append(
            f"filter_{position}(id) AS MATERIALIZED"
            f" (SELECT DISTINCT document_id FROM {_FACETS} WHERE name = %s AND value IN ({marks}))"
        )
        parameters += [name, *values]
    return Sql(", ".join(parts), parameters)


def passing(filters: Mapping[str, Sequence[str]], *, without: str = "") -> str:
    """Return the condition that a hit passes every filter except that of the facet `without`."""
    wanted = [position for position, name in enumerate(filters) if name != without]
    return " AND ".join(["1 = 1", *(f"hits.id IN (SELECT id FROM filter_{position})" for position in wanted)])


def counts(hits: Sql, filters: Mapping[str, Sequence[str]], facets: Sequence[str]) -> Sql:
    """Return a statement of rows (facet, value, count); the facets `*` and empty carry the matched and the total."""
    narrowing = filtered(filters)
    tables = ", ".join(part for part in (f"hits(id) AS MATERIALIZED ({hits.text})", narrowing.text) if part)
    parts = [
        "SELECT '*', '', COUNT(*) FROM hits",
        f"SELECT '', '', COUNT(*) FROM hits WHERE {passing(filters)}",
    ]
    parameters = [*hits.parameters, *narrowing.parameters]
    free = [name for name in facets if name not in filters]
    for names, condition in [(free, passing(filters)), *(([name], passing(filters, without=name)) for name in filters)]:
        if names:
            marks = ", ".join(["%s"] * len(names))
            parts.append(
                f"SELECT facet.name, facet.value, COUNT(*) FROM hits JOIN {_FACETS} facet ON facet.document_id = hits.id"
                f" WHERE facet.name IN ({marks}) AND {condition} GROUP BY facet.name, facet.value"
            )
            parameters += names
    return Sql(f"WITH {tables} " + " UNION ALL ".join(parts), parameters)
