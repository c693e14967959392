"""Small jobs that come back by themselves: the worker runs each when it is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Sweep:
    name: str
    every: timedelta
    run: Callable[[], object]


_sweeps: dict[str, Sweep] = {}


def register_sweep(name: str, *, every: timedelta, run: Callable[[], object]) -> None:
    """Have the worker call `run()` at least every `every`. It must be safe to run twice and beside itself."""
    _sweeps[name] = Sweep(name, every, run)


def sweeps() -> list[Sweep]:
    return list(_sweeps.values())
