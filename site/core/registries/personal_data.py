"""Which models hold personal data, and of what kind. A test fails for a model that nobody has classified."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Model


class PersonalData(Enum):
    NONE = "none"
    ACCOUNT = "account"  # needed to log in; anonymised on request
    LEARNING = "learning"  # what somebody learned; kept without the name
    PUBLIC = "public"  # published with consent; leaves every page when the consent goes
    RESTRICTED = "restricted"  # seen by few, kept for short


@dataclass(frozen=True)
class Classification:
    kind: PersonalData
    reason: str


_classified: dict[type[Model], Classification] = {}


def classify(*models: type[Model], kind: PersonalData, reason: str) -> None:
    """Say once what `models` hold. Raises ValueError when one of them is classified already."""
    for model in models:
        if model in _classified:
            raise ValueError(f"{model._meta.label} is classified twice.")
        _classified[model] = Classification(kind, reason)


def classification(model: type[Model]) -> Classification | None:
    return _classified.get(model)
