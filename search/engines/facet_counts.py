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


def hits(found: Sql, filters: Mapping[str, Sequence[str]], *, columns: str = "id") -> Sql:
    """Return the common table expressions that end in `hits`: what the text finds, and whether it `passes_0` … each filter.

    A filter is asked hit by hit, of the hit's own facets: few hits cost little, however many documents have the value.
    """
    if not filters:
        return Sql(f"hits({columns}) AS MATERIALIZED ({found.text})", found.parameters)
    parameters, passes, names = list(found.parameters), [], []
    for position, (name, values) in enumerate(filters.items()):
        marks = ", ".join(["%s"] * len(values)) or "NULL"
        own = f"own.document_id = found.id AND own.name = %s AND own.value IN ({marks})"
        passes.append(f"EXISTS (SELECT 1 FROM {_FACETS} own WHERE {own})")
        names.append(f"passes_{position}")
        parameters += [name, *values]
    return Sql(
        f"found({columns}) AS MATERIALIZED ({found.text}), hits({columns}, {', '.join(names)}) AS MATERIALIZED"
        f" (SELECT {columns}, {', '.join(passes)} FROM found)",
        parameters,
    )


def passing(filters: Mapping[str, Sequence[str]], *, without: str = "") -> str:
    """Return the condition that a hit passes every filter except that of the facet `without`."""
    wanted = [position for position, name in enumerate(filters) if name != without]
    return " AND ".join(["1 = 1", *(f"hits.passes_{position}" for position in wanted)])


def counts(found: Sql, filters: Mapping[str, Sequence[str]], facets: Sequence[str]) -> Sql:
    """Return a statement of rows (facet, value, count); the facets `*` and empty carry the matched and the total."""
    tables = hits(found, filters)
    parts = [
        "SELECT '*', '', COUNT(*) FROM hits",
        f"SELECT '', '', COUNT(*) FROM hits WHERE {passing(filters)}",
    ]
    parameters = list(tables.parameters)
    free = [name for name in facets if name not in filters]
    for names, condition in [(free, passing(filters)), *(([name], passing(filters, without=name)) for name in filters)]:
        if names:
            marks = ", ".join(["%s"] * len(names))
            parts.append(
                f"SELECT facet.name, facet.value, COUNT(*) FROM hits JOIN {_FACETS} facet ON facet.document_id = hits.id"
                f" WHERE facet.name IN ({marks}) AND {condition} GROUP BY facet.name, facet.value"
            )
            parameters += names
    return Sql(f"WITH {tables.text} " + " UNION ALL ".join(parts), parameters)
