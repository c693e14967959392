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


def _hits(found: Sql, filters: Mapping[str, Sequence[str]]) -> Sql:
    """Return the common table expressions that end in `hits`: what the text finds, and whether it `passes_0` … each filter.

    A filter is asked hit by hit, of the hit's own facets: few hits cost little, however many documents have the value.
    """
    if not filters:
        return Sql(f"hits(id) AS MATERIALIZED ({found.text})", found.parameters)
    passes = [_passes({name: values}, "found.id") for name, values in filters.items()]
    names = ", ".join(f"passes_{position}" for position in range(len(passes)))
    return Sql(
        f"found(id) AS MATERIALIZED ({found.text}), hits(id, {names}) AS MATERIALIZED"
        f" (SELECT id, {', '.join(one.text for one in passes)} FROM found)",
        [*found.parameters, *(value for one in passes for value in one.parameters)],
    )


def narrowed(found: Sql, filters: Mapping[str, Sequence[str]], *, key: str) -> Sql:
    """Return the statement `found` for those rows alone that pass every filter; `key` is the column of the document's key."""
    passes = _passes(filters, key)
    return Sql(f"{found.text} AND {passes.text}", [*found.parameters, *passes.parameters]) if filters else found


def _passes(filters: Mapping[str, Sequence[str]], key: str) -> Sql:
    parts = [
        f"EXISTS (SELECT 1 FROM {_FACETS} own WHERE own.document_id = {key} AND own.name = %s"
        f" AND own.value IN ({', '.join(['%s'] * len(values)) or 'NULL'}))"
        for values in filters.values()
    ]
    return Sql(" AND ".join(["1 = 1", *parts]), [part for name, values in filters.items() for part in (name, *values)])


def _passing(filters: Mapping[str, Sequence[str]], *, without: str = "") -> str:
    """Return the condition that a hit passes every filter except that of the facet `without`."""
    wanted = [position for position, name in enumerate(filters) if name != without]
    return " AND ".join(["1 = 1", *(f"hits.passes_{position}" for position in wanted)])


def counts(found: Sql, filters: Mapping[str, Sequence[str]], facets: Sequence[str]) -> Sql:
    """Return a statement of rows (facet, value, count); the facets `*` and empty carry the matched and the total."""
    matched = "SELECT '*', '', COUNT(*) FROM hits"
    if not facets:  # then a hit is asked no more once it fails a filter
        passes, tables = _passes(filters, "hits.id"), _hits(found, {})
        total = f"SELECT '', '', COUNT(*) FROM hits WHERE {passes.text}"
        return Sql(f"WITH {tables.text} {matched} UNION ALL {total}", [*tables.parameters, *passes.parameters])
    tables = _hits(found, filters)
    parts = [matched, f"SELECT '', '', COUNT(*) FROM hits WHERE {_passing(filters)}"]
    parameters = list(tables.parameters)
    free = [name for name in facets if name not in filters]
    for names, condition in [(free, _passing(filters)), *(([name], _passing(filters, without=name)) for name in filters)]:
        if names:
            marks = ", ".join(["%s"] * len(names))
            parts.append(
                f"SELECT facet.name, facet.value, COUNT(*) FROM hits JOIN {_FACETS} facet ON facet.document_id = hits.id"
                f" WHERE facet.name IN ({marks}) AND {condition} GROUP BY facet.name, facet.value"
            )
            parameters += names
    return Sql(f"WITH {tables.text} " + " UNION ALL ".join(parts), parameters)
