"""Which models hold personal data, of what kind, and whose. A test fails for a model that nobody has classified.

Two things are made from it: the archive that somebody downloads, and the proof that nothing is left of who is forgotten.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.db.models import Model

if TYPE_CHECKING:
    from accounts.models import User


class PersonalData(Enum):
    NONE = "none"
    ACCOUNT = "account"  # needed to log in; anonymised on request
    LEARNING = "learning"  # what somebody learned; kept without the name
    PUBLIC = "public"  # published with consent; leaves every page when the consent goes
    RESTRICTED = "restricted"  # seen by few, kept for short


@dataclass(frozen=True)
class Classification:
    """`owner` is the lookup that leads from a row to whose it is ("" for nobody who logs in, None: found by itself).

    `withheld` are fields that no archive holds: secrets, and what a quiz must not tell.
    """

    kind: PersonalData
    reason: str
    owner: str | None = None
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OwnFile:
    """A file for somebody's archive: its path there, and how to read it in pieces."""

    path: str
    read: Callable[[], Iterable[bytes]]


_classified: dict[type[Model], Classification] = {}
_files: list[Callable[["User"], Iterable[OwnFile]]] = []


def classify(
    *models: type[Model], kind: PersonalData, reason: str, owner: str | None = None, withheld: Iterable[str] = ()
) -> None:
    """Say once what `models` hold, and whose it is. Raises ValueError when one of them is classified already.

    Without `owner` it is the only foreign key to an account, or the only one to a model that belongs to somebody.
    """
    for model in models:
        if model in _classified:
            raise ValueError(f"{model._meta.label} is classified twice.")
        _classified[model] = Classification(kind, reason, owner, frozenset(withheld))


def classification(model: type[Model]) -> Classification | None:
    return _classified.get(model)


def classified() -> Iterator[tuple[type[Model], Classification]]:
    """Go through all models that were classified, by name."""
    return iter(sorted(_classified.items(), key=lambda pair: pair[0]._meta.label))


def register_files(find: Callable[["User"], Iterable[OwnFile]]) -> None:
    """Put files into the archive of somebody: `find(user)` names them."""
    _files.append(find)


def files_of(user: "User") -> Iterator[OwnFile]:
    for find in _files:
        yield from find(user)
