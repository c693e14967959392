"""Charts as geometry: templates write them down as SVG. Widths are per cent, so that text keeps its size at any width."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.queries.retention import Curve
from learning.reporting.figures import FunnelStep, LessonFigures

ROW, TRACK = 52, 64  # height of a row in pixels; how much of the width a full bar takes, the figure stands beside it
PLOT = 160  # height of a curve in pixels
LABEL = 40  # as many letters as a phone of 320 px has room for; the table has all of them


@dataclass(frozen=True)
class Bar:
    """`length`, and `behind` that goes on from its end, are per cent of the chart's width; `top` is in pixels."""

    label: str
    figure: str
    length: float
    top: int
    behind: float = 0


@dataclass(frozen=True)
class BarChart:
    key: str
    title: str
    description: str
    bars: list[Bar]
    legend: tuple[str, str] | None = None

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def track(self) -> int:
        return TRACK


@dataclass(frozen=True)
class Run:
    """A part of a curve that is level: per cent of the width, pixels of the height."""

    left: float
    width: float
    top: float
    height: float


@dataclass(frozen=True)
class CurveChart:
    key: str
    title: str
    description: str
    runs: list[Run]
    marks: list[tuple[int, float]]
    length: str

    @property
    def bottom(self) -> int:
        return PLOT


def _short(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"


def funnel_chart(steps: Sequence[FunnelStep]) -> BarChart:
    said = "; ".join(f"{one.label}: {one.count} ({one.percent} %)" for one in steps)
    bars = [
        Bar(one.label, f"{one.count} · {one.percent} %", one.percent * TRACK / 100, place * ROW)
        for place, one in enumerate(steps)
    ]
    return BarChart("funnel", _("How far they came"), said, bars)


def lesson_chart(lessons: Sequence[LessonFigures], people: int) -> BarChart:
    words = _("%(lesson)s: begun by %(begun)s, done by %(done)s")
    said = "; ".join(words % {"lesson": one.step.title, "begun": one.started, "done": one.done} for one in lessons)
    bars = [
        Bar(
            label=_short(one.step.title),
            figure=f"{one.done} / {one.started}",
            length=one.done * TRACK / max(1, people),
            top=place * ROW,
            behind=(one.started - one.done) * TRACK / max(1, people),
        )
        for place, one in enumerate(lessons)
    ]
    return BarChart("lessons", _("Lesson by lesson"), said, bars, (_("done"), _("begun")))


def curve_chart(curve: Curve, title: str) -> CurveChart:
    words = _("%(percent)s %% at %(at)s")
    said = "; ".join(words % {"percent": one.percent, "at": one.at} for one in curve.marks)
    runs = [
        Run(place, width, PLOT * (100 - percent) / 100, PLOT * percent / 100) for place, width, percent in curve.runs if percent
    ]
    marks = [(one.number, one.seconds * 100 / curve.seconds) for one in curve.marks if curve.has_chapters and one.seconds]
    return CurveChart("retention", title, said, runs, marks, curve.length)
