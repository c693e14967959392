"""What `manage.py fsck` looks at. Apps register checks; each tells in sentences what does not fit together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `repair`, where there is one, puts it right and loses nothing that somebody could want back."""

    sentence: str
    repair: Callable[[], object] | None = None


Check = Callable[[], Iterable[Finding]]
_checks: dict[str, Check] = {}


def register_check(name: str, run: Check) -> None:
    _checks[name] = run


def checks() -> dict[str, Check]:
    return dict(_checks)
