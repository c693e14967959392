"""What people searched in the last days, added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from search.enums import ClickBand
from search.models import QueryDay

FEWEST = 3  # times that something is asked within the days, before it is shown: nobody's own words stand here
MOST = 100
PERIODS = (7, 30, 90)  # days
_CLICKED = Sum(F("clicks_1") + F("clicks_2") + F("clicks_3") + F("clicks_4_10") + F("clicks_later"))


@dataclass(frozen=True)
class Asked:
    """One query in one language. `clicks` by the bands of `ClickBand`, in their order."""

    words: str
    language: str
    asked: int
    found_nothing: int
    clicks: tuple[int, ...]

    @property
    def clicked(self) -> int:
        return sum(self.clicks)


@dataclass(frozen=True)
class AskedReport:
    """The lists hold only what was asked at least three times, the most first, 100 at most; the totals count everything."""

    asked: int
    found_nothing: int
    clicks: tuple[int, ...]
    most_asked: list[Asked]
    nothing_found: list[Asked]
    not_clicked: list[Asked]


def asked_report(*, days: int, language: str, today: date) -> AskedReport:
    """Return what was asked on the last `days` days, `today` (UTC) the last of them; an empty `language` stands for all."""
    rows = QueryDay.objects.filter(day__gt=today - timedelta(days=days), day__lte=today)
    if language:
        rows = rows.filter(language=language)
    totals = rows.aggregate(times=Sum("asked", default=0), missed=Sum("found_nothing", default=0), **_bands())
    each = rows.values("words", "language").annotate(
        times=Sum("asked"), missed=Sum("found_nothing"), clicked=_CLICKED, **_bands()
    )
    each = each.annotate(answered=F("times") - F("missed")).filter(times__gte=FEWEST)
    return AskedReport(
        asked=totals["times"],
        found_nothing=totals["missed"],
        clicks=_clicks(totals),
        most_asked=_listed(each, "-times"),
        nothing_found=_listed(each.filter(missed__gt=0), "-missed"),
        not_clicked=_listed(each.filter(Q(answered__gte=FEWEST), clicked=0), "-answered"),
    )


def _bands() -> dict[str, Sum]:
    return {f"at_{number}": Sum(band.column, default=0) for number, band in enumerate(ClickBand)}


def _clicks(row: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(row[name] for name in _bands())


def _listed(each: QuerySet[Any, Any], order: str) -> list[Asked]:
    rows = each.order_by(order, "words", "language")[:MOST]
    return [Asked(row["words"], row["language"], row["times"], row["missed"], _clicks(row)) for row in rows]
