"""Long lists in pages."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Schema

T = TypeVar("T")


class Paging(Schema):
    page: Annotated[int, Field(ge=1, le=100_000, description="Which page, from 1.")] = 1
    per_page: Annotated[int, Field(ge=1, le=100, description="How many items a page holds.")] = 20


class Paged(Schema, Generic[T]):
    items: list[T]
    total: Annotated[int, Field(description="How many there are on all pages.")]
    next: Annotated[str | None, Field(description="The address of the next page; null on the last one.")]
    previous: Annotated[str | None, Field(description="The address of the page before; null on the first one.")]


PageParameters = Annotated[Paging, Query()]


def _address(request: HttpRequest, page: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(page)
    return f"{request.path}?{parameters.urlencode()}"


def paged(
    request: HttpRequest, rows: QuerySet[Any, Any] | Sequence[Any], paging: Paging, make: Callable[[list[Any]], Iterable[Any]]
) -> dict[str, Any]:
    """Return one page of `rows`, which `make` turns into items all at once. A page beyond the last one is empty."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    first = (paging.page - 1) * paging.per_page
    last = first + paging.per_page
    return {
        "items": list(make(list(rows[first:last]))) if first < total else [],
        "total": total,
        "next": _address(request, paging.page + 1) if last < total else None,
        "previous": _address(request, paging.page - 1) if paging.page > 1 and first - paging.per_page < total else None,
    }
