"""What a benchmark answers: figures beside their control, and the bar that each must reach."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`ours` and `control` are medians in `unit`; `value` is made from both and is what the bar speaks of."""

    name: str
    unit: str
    ours: float
    control: float
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def bar(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""

    @property
    def verdict(self) -> str:
        """Return `met`, `missed`, or nothing where there is no bar."""
        if not self.bar:
            return ""
        enough = self.at_least is None or self.value >= self.at_least
        return "met" if enough and (self.at_most is None or self.value <= self.at_most) else "missed"


@dataclass(frozen=True)
class Row:
    """One noun's figures. `conditions` say what was measured, `raw` holds every round."""

    noun: str
    figures: list[Figure]
    conditions: dict[str, Any] = field(default_factory=dict)
    raw: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"figures": [asdict(one) | {"bar": one.bar, "verdict": one.verdict} for one in self.figures]}
