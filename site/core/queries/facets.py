"""Lists that narrow: filters from the address, and beside each value the number of results it would give."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.db.models import Count, Model, QuerySet
from django.http import QueryDict
from django_countries import countries

from core.enums import TermKind
from core.models import Term

Row = TypeVar("Row", bound=Model)
Labels = Callable[[Iterable[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Facet:
    """A filter: `name` is the parameter in the address, `path` the lookup that leads from a row to its value."""

    name: str
    label: Any
    path: str
    labels: Labels


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class ShownFacet:
    name: str
    label: Any
    choices: list[Choice]


@dataclass(frozen=True)
class Listing(Generic[Row]):
    page: PageOfResults[Row]
    facets: list[ShownFacet]
    active: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.active)


def term_labels(kind: TermKind) -> Labels:
    """Name terms by their codes in the active language: two queries for a whole facet."""

    def labels(codes: Iterable[str]) -> dict[str, str]:
        terms = Term.objects.of(kind).filter(code__in=list(codes)).prefetch_related("texts")
        return {term.code: term.name for term in terms}

    return labels


def country_labels(codes: Iterable[str]) -> dict[str, str]:
    """Name countries by their ISO codes in the active language."""
    return {code: str(countries.name(code)) for code in codes}


def narrow(rows: QuerySet[Row], facets: list[Facet], parameters: QueryDict, *, per_page: int = 12) -> Listing[Row]:
    """Filter `rows` by the address; values of one facet add up (or), facets narrow each other (and).

    The counts of a facet leave its own filter out, so that each is the number of results that choosing it would give.
    Unknown parameters and values are ignored; a page number out of range is the last page.
    """
    active = {facet.name: values for facet in facets if (values := parameters.getlist(facet.name))}

    def filtered(without: str = "") -> QuerySet[Row]:
        found = rows
        for facet in facets:
            if facet.name in active and facet.name != without:
                found = found.filter(**{f"{facet.path}__in": active[facet.name]})
        return found.distinct()

    shown = [_count(facet, filtered(without=facet.name), active.get(facet.name, [])) for facet in facets]
    page = Paginator(filtered(), per_page).get_page(parameters.get("page"))
    return Listing(page, [facet for facet in shown if facet.choices], active)


def _count(facet: Facet, rows: QuerySet[Any], on: list[str]) -> ShownFacet:
    counted = rows.order_by().values_list(facet.path).annotate(rows=Count("pk", distinct=True))
    counts = {str(value): count for value, count in counted if value not in (None, "")}
    names = facet.labels(counts)
    choices = [Choice(value, names.get(value, value), count, value in on) for value, count in counts.items()]
    return ShownFacet(facet.name, facet.label, sorted(choices, key=lambda choice: (-choice.count, choice.label)))
