"""Facets as they are shown: every value with its name in the reader's language, its count, and whether it is on."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django_countries import countries

from core.enums import TermKind
from core.models import Term
from core.queries.facets import Choice, ShownFacet
from core.templatetags.trellis import local_name
from search import registry
from search.enums import Duration, FacetName

Counts = Mapping[str, Mapping[str, int]]
Names = Mapping[str, str]


def shown_facets(counts: Counts, active: Mapping[str, Sequence[str]]) -> list[ShownFacet]:
    """Name and sort the counted values; an active value stays in sight with a count of 0, so that it can be let go."""
    values = {name.value: {**dict.fromkeys(active.get(name, ()), 0), **counts.get(name, {})} for name in FacetName}
    names = _names(values)
    return [
        ShownFacet(name.value, name.label, _choices(name, values[name], names.get(name, {}), active.get(name, ())))
        for name in FacetName
        if values[name]
    ]


def _choices(name: FacetName, counts: Mapping[str, int], names: Names, on: Sequence[str]) -> list[Choice]:
    choices = [Choice(value, str(names.get(value, value)), count, value in on) for value, count in counts.items()]
    if name is FacetName.YEAR:
        return sorted(choices, key=lambda choice: choice.value, reverse=True)
    if name is FacetName.DURATION:
        return sorted(choices, key=lambda choice: Duration.values.index(choice.value) if choice.value in Duration else 9)
    return sorted(choices, key=lambda choice: (-choice.count, choice.label))


def _names(values: Mapping[str, Mapping[str, int]]) -> dict[str, Names]:
    found: dict[str, Names] = _term_names({kind: values[kind] for kind in TermKind.values})
    found["kind"] = registry.kind_labels(values["kind"])
    found["country"] = {code: countries.name(code) or code for code in values["country"]}
    found["lang"] = {code: local_name(code) for code in values["lang"]}
    found["duration"] = {band.value: str(band.label) for band in Duration}
    for name, counts in values.items():
        labels = registry.labels_of(name)
        if labels is not None and counts:
            found[name] = labels(counts)
    return found


def _term_names(codes: Mapping[str, Iterable[str]]) -> dict[str, Names]:
    """Name the terms of all four vocabularies at once: two queries."""
    wanted = Q(pk__in=[])
    for kind, values in codes.items():
        if values:
            wanted |= Q(kind=kind, code__in=list(values))
    names: dict[str, dict[str, str]] = {}
    for term in Term.objects.filter(wanted).prefetch_related("texts") if wanted else ():
        names.setdefault(term.kind, {})[term.code] = term.name
    return dict(names)
