"""How the database would read what a statement asks for: statements with a sequential scan of one of our tables."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# Read whole because all of it is wanted: what waits, as a rule nothing, vocabularies and what editors say, some hundred rows.
_SMALL = {
    *("search_pendingchange", "search_unsentdocument", "search_indexstate", "core_term", "core_termtext"),
    *("search_synonymgroup", "search_promotedresult"),
}
_OURS = re.compile(r"\b((?:search|core)_[a-z_]+)\b")
_OTHER_NAME = re.compile(r'"?\b((?:search|core)_[a-z_]+)\b"?(?:\s+AS)?\s+"?([a-z]\w*)"?', re.IGNORECASE)

Statement = tuple[str, tuple[Any, ...]]


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """Collect every statement that the default database is given, each once."""
    found: dict[str, Statement] = {}

    def noted(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not many and _OURS.search(sql):
            found.setdefault(sql, (sql, tuple(parameters or ())))
        return execute(sql, parameters, many, context)

    every: list[Statement] = []
    with connection.execute_wrapper(noted):
        yield every
    every += found.values()


def scans(statement: Statement) -> list[str]:
    """Return the tables, or their names in the statement, that would be read from one end to the other."""
    sql, parameters = statement
    if not sql.lstrip("( ").upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
        return []
    found = _in_sqlite(sql, parameters) if connection.vendor == "sqlite" else _in_postgres(sql, parameters)
    return sorted(table for table in found if table not in _SMALL and {_meant(sql, table)}.isdisjoint(_SMALL))


def _meant(sql: str, name: str) -> str:
    """Return the table that a statement calls `name`."""
    return next((table for table, other in _OTHER_NAME.findall(sql) if other.lower() == name.lower()), name)


def _in_sqlite(sql: str, parameters: tuple[Any, ...]) -> set[str]:
    """`SCAN name` reads a table; with an index behind it, that; a virtual table says after the colon what it looks up."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        lines = [detail for *_numbers, detail in cursor.fetchall()]
    found = set()
    for line in lines:
        scan = re.fullmatch(r"SCAN (\w+)(?: VIRTUAL TABLE INDEX \d+:(.*))?", line)
        if scan is not None and not scan[2] and _OURS.fullmatch(_meant(sql, scan[1])):
            found.add(scan[1])
    return found


def _in_postgres(sql: str, parameters: tuple[Any, ...]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
        plan = cursor.fetchone()[0]
    return set(_read_whole((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))


def _read_whole(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] in {"Seq Scan", "Parallel Seq Scan"} and _OURS.fullmatch(node["Relation Name"]):
        yield node["Relation Name"]
    for below in node.get("Plans", []):
        yield from _read_whole(below)
