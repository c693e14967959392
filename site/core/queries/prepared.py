"""Queries that are asked with every heartbeat: Django spends ten times as long on writing them as a database on answering."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Value = int | str | uuid.UUID
Argument = Value | list[str] | list[uuid.UUID]
_NUMBER = 8_765_432_109_876_543_210  # stands for any number while the statement is written


def _marks(arguments: Sequence[Any]) -> list[Any]:
    """Return values that stand for `arguments`, none of them twice."""
    numbers = count(_NUMBER)

    def mark(one: Value) -> Value:
        return next(numbers) if isinstance(one, int) else uuid.uuid4() if isinstance(one, uuid.UUID) else uuid.uuid4().hex

    return [[mark(value) for value in one] if isinstance(one, list) else mark(one) for one in arguments]


def _flat(arguments: Sequence[Any]) -> list[Any]:
    """Return the values in `arguments` as the database takes them."""
    flat = [value for one in arguments for value in (one if isinstance(one, list) else [one])]
    is_native = connection.features.has_native_uuid_field
    return [value.hex if isinstance(value, uuid.UUID) and not is_native else value for value in flat]


class _Statement:
    """One query as the database reads it: `places` says which value stands where among its parameters."""

    def __init__(self, queryset: QuerySet[Any, Any], marks: Sequence[Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, parameters = compiler.as_sql()
        known = {mark: place for place, mark in enumerate(_flat(marks))}
        self.parameters = list(parameters)
        self.places = [(at, known[value]) for at, value in enumerate(parameters) if value in known]
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        self.converters = list(compiler.get_converters(columns).items())

    def rows(self, values: Sequence[Any]) -> list[list[Any]]:
        parameters = list(self.parameters)
        for at, place in self.places:
            parameters[at] = values[place]
        here = connections[DEFAULT_DB_ALIAS]
        with here.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = [list(row) for row in cursor.fetchall()]
        for at, (converters, expression) in self.converters:
            for row in rows:
                for convert in converters:
                    row[at] = convert(row[at], expression, here)
        return rows


class PreparedRows(Generic[M]):
    """`make(*arguments)` returns a queryset of `model`; it is written once a process and count of keys, then only asked.

    It has to be the same for all arguments but for their values: no `if` about them.
    """

    def __init__(self, model: type[M], make: Callable[..., QuerySet[M]]) -> None:
        self._model, self._make = model, make
        self._names = [field.attname for field in model._meta.concrete_fields]
        self._written: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, *arguments: Argument) -> list[M]:
        if any(isinstance(one, list) and not one for one in arguments):
            return []
        rows = self._statement(arguments).rows(_flat(arguments))
        return [self._model.from_db(DEFAULT_DB_ALIAS, self._names, row) for row in rows]

    def _statement(self, arguments: Sequence[Argument]) -> _Statement:
        shape = (connection.vendor, *(len(one) if isinstance(one, list) else 0 for one in arguments))
        known = self._written.get(shape)
        if known is None:
            marks = _marks(arguments)
            known = self._written[shape] = _Statement(self._make(*marks).values_list(*self._names), marks)
        return known


def write(row: Model, names: Iterable[str]) -> None:
    """Update the fields `names` of a row in one statement. No signal is sent; who listens to `row` uses `save()`."""
    meta, quote = row._meta, connection.ops.quote_name
    wanted = set(names)
    fields = [field for field in meta.concrete_fields if field.name in wanted]
    values = [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields]
    places = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    with connection.cursor() as cursor:
        table, key = quote(meta.db_table), quote("id")
        cursor.execute(f"UPDATE {table} SET {places} WHERE {key} = %s", [*values, row.pk])  # noqa: S608  names of ours
