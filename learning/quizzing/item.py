"""A question as an attempt keeps it: frozen, with every language, right answers included. It never leaves the server whole."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from core.models.localised import best
from learning.quizzing.enums import QuestionKind

Texts = Mapping[str, Mapping[str, str]]  # by language, then by name


@dataclass(frozen=True)
class Option:
    """A choice, a step, the left side of a pair, or an accepted answer.

    `key` and `match_key` are random, so that neither tells the right order or which sides belong together.
    """

    key: str
    match_key: str = ""
    is_right: bool = False
    texts: Texts = field(default_factory=dict)

    def words(self, name: str, language: str) -> str:
        return best({code: texts.get(name, "") for code, texts in self.texts.items()}, language)

    def all(self, name: str) -> set[str]:
        """Return the text in every language that has one."""
        return {texts[name] for texts in self.texts.values() if texts.get(name)}


@dataclass(frozen=True)
class Item:
    """One question. The options of an ordering stand in the right order; a number is right within ± `tolerance`."""

    kind: QuestionKind
    options: tuple[Option, ...] = ()
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    texts: Texts = field(default_factory=dict)
    image: int | None = None

    def words(self, name: str, language: str) -> str:
        return best({code: texts.get(name, "") for code, texts in self.texts.items()}, language)

    def as_json(self) -> dict[str, Any]:
        number = None if self.number is None else f"{self.number.normalize():f}"
        return {**asdict(self), "kind": self.kind.value, "number": number, "tolerance": f"{self.tolerance.normalize():f}"}


def item_from_json(data: Mapping[str, Any]) -> Item:
    return Item(
        kind=QuestionKind(data["kind"]),
        options=tuple(Option(**option) for option in data["options"]),
        number=None if data["number"] is None else Decimal(data["number"]),
        tolerance=Decimal(data["tolerance"]),
        texts=data["texts"],
        image=data["image"],
    )
