"""Lists that narrow: filters from the address, and beside each value the number of results it would give."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.db.models import CharField, Count, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django_countries import countries

from core.enums import TermKind
from core.models import Term

Row = TypeVar("Row", bound=Model)
Labels = Callable[[Iterable[str]], Mapping[str, str]]
Counts = dict[str, dict[str, int]]  # facet: value: number of rows
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Facet:
    """A filter: `name` is the parameter in the address, `path` the lookup that leads from a row to its value.

    Of one that `is_number` only values of up to four digits are taken; a database may refuse to compare with others.
    """

    name: str
    label: Any
    path: str
    labels: Labels
    is_number: bool = False

    def read(self, parameters: QueryDict) -> list[str]:
        values = parameters.getlist(self.name)
        return [value for value in values if _NUMBER.fullmatch(value)] if self.is_number else values

    def keep(self, rows: QuerySet[Row], values: list[str]) -> QuerySet[Row]:
        return rows.filter(**{f"{self.path}__in": values})

    def counted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return what is counted behind each value: the rows themselves."""
        return rows


@dataclass(frozen=True)
class LanguageFacet(Facet):
    """The languages that pages can be read in: of a page's translations, which are rows of their own, the live ones count."""

    def keep(self, rows: QuerySet[Row], values: list[str]) -> QuerySet[Row]:
        versions: Any = rows.model._default_manager
        spoken = versions.live().public().filter(locale__language_code__in=values).order_by()
        return rows.filter(translation_key__in=spoken.values("translation_key"))

    def counted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        versions: Any = rows.model._default_manager
        return versions.live().public().filter(translation_key__in=rows.order_by().values("translation_key"))


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
class Chip:
    """A filter that is on, and the query string of the list without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Listing(Generic[Row]):
    page: PageOfResults[Row]
    facets: list[ShownFacet]
    active: dict[str, list[str]] = field(default_factory=dict)
    chips: list[Chip] = field(default_factory=list)
    total: int = 0

    @property
    def is_narrowed(self) -> bool:
        return bool(self.active)


@dataclass(frozen=True)
class TermLabels:
    """Names terms of one kind by their codes in the active language."""

    kind: TermKind

    def __call__(self, codes: Iterable[str]) -> dict[str, str]:
        terms = Term.objects.of(self.kind).filter(code__in=list(codes)).prefetch_related("texts")
        return {term.code: term.name for term in terms}


def term_labels(kind: TermKind) -> Labels:
    return TermLabels(kind)


def country_labels(codes: Iterable[str]) -> dict[str, str]:
    """Name countries by their ISO codes in the active language."""
    return {code: str(countries.name(code)) for code in codes}


def narrow(rows: QuerySet[Row], facets: list[Facet], parameters: QueryDict, *, per_page: int = 12) -> Listing[Row]:
    """Filter `rows` by the address; values of one facet add up (or), facets narrow each other (and).

    The counts of a facet leave its own filter out, so that each is the number of results that choosing it would give.
    Unknown parameters and values are ignored; a page number out of range is the last page.
    """
    active = {facet.name: values for facet in facets if (values := facet.read(parameters))}

    def filtered(without: str = "") -> QuerySet[Row]:
        found = rows
        for facet in facets:
            if facet.name in active and facet.name != without:
                found = facet.keep(found, active[facet.name])
        return found.distinct()

    counts = _count(facets, filtered, rows)
    total, found = counts.pop(_TOTAL, {}).get("", 0), counts.pop(_FOUND, {}).get("", 0)
    for name, values in active.items():  # a choice that is on stays to be taken off, even where nothing is left
        counts[name] = {**dict.fromkeys(values, 0), **counts[name]}
    shown = _shown(facets, counts, active)
    paginator = Paginator(filtered(), per_page)
    paginator.count = found  # counted already
    page = paginator.get_page(parameters.get("page"))
    return Listing(page=page, facets=shown, active=active, chips=_chips(shown, parameters), total=total)


_TOTAL, _FOUND = "total ", "found "  # no facet can be named so


def _count(facets: list[Facet], filtered: Callable[[str], QuerySet[Any]], rows: QuerySet[Any]) -> Counts:
    """Count in one query the rows behind each value of each facet, all rows, and those that fit."""

    def counted(name: str, rows: QuerySet[Any], value: Any) -> QuerySet[Any, Any]:
        named = rows.order_by().distinct().annotate(facet=Value(name), facet_value=value)
        return named.values_list("facet", "facet_value").annotate(rows=Count("pk", distinct=True))

    parts = [counted(facet.name, facet.counted(filtered(facet.name)), Cast(F(facet.path), CharField())) for facet in facets]
    parts.append(counted(_FOUND, filtered(""), Value("")))
    counts: Counts = {facet.name: {} for facet in facets}
    for name, value, number in counted(_TOTAL, rows, Value("")).union(*parts, all=True):
        if value or name in {_TOTAL, _FOUND}:
            counts.setdefault(name, {})[str(value)] = number
    return counts


def _shown(facets: list[Facet], counts: Counts, active: dict[str, list[str]]) -> list[ShownFacet]:
    names = _names(facets, counts)
    shown = []
    for facet in facets:
        on, labels = active.get(facet.name, []), names[facet.name]
        choices = [Choice(value, labels.get(value, value), count, value in on) for value, count in counts[facet.name].items()]
        choices.sort(key=lambda choice: (-choice.count, choice.label))
        shown.append(ShownFacet(facet.name, facet.label, choices))
    return [facet for facet in shown if facet.choices]


def _names(facets: list[Facet], counts: Counts) -> dict[str, Mapping[str, str]]:
    """Name all values; the terms of every kind together in two queries."""
    codes = {code for facet in facets if isinstance(facet.labels, TermLabels) for code in counts[facet.name]}
    terms = Term.objects.filter(code__in=codes).prefetch_related("texts") if codes else ()
    named = {(term.kind, term.code): term.name for term in terms}

    def names(facet: Facet) -> Mapping[str, str]:
        labels, values = facet.labels, counts[facet.name]
        if isinstance(labels, TermLabels):
            return {code: named.get((labels.kind, code), code) for code in values}
        return labels(values)

    return {facet.name: names(facet) for facet in facets}


def _chips(facets: list[ShownFacet], parameters: QueryDict) -> list[Chip]:
    chips = []
    for facet in facets:
        for choice in (choice for choice in facet.choices if choice.is_on):
            rest = parameters.copy()
            rest.setlist(facet.name, [value for value in rest.getlist(facet.name) if value != choice.value])
            rest.pop("page", None)
            chips.append(Chip(choice.label, rest.urlencode()))
    return chips
