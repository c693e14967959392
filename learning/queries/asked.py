"""The questions of an open attempt as its page asks them. Nothing here tells what is right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.models import Image
from learning.models import AttemptAnswer, QuizAttempt
from learning.queries.answers import answers_of
from learning.quizzing.given import field_name
from learning.quizzing.item import Item, Option


@dataclass(frozen=True)
class AskedOption:
    """One option; `place` and `pair` are what the learner chose for it."""

    key: str
    text: str
    is_chosen: bool = False
    place: int = 0
    pair: str = ""


@dataclass(frozen=True)
class Asked:
    """One question. `matches` are the right sides as (key, text); `text` is what was typed."""

    position: int
    kind: str
    prompt: str
    image: Image | None
    options: list[AskedOption] = field(default_factory=list)
    matches: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""

    @property
    def field(self) -> str:
        return field_name(self.position)

    @property
    def places(self) -> range:
        return range(1, len(self.options) + 1)


def asked(attempt: QuizAttempt, *, language: str) -> list[Asked]:
    """Return the questions of an attempt in `language`. One query, and two more where there are images."""
    rows = answers_of(attempt)
    images = images_of(rows)
    return [_ask(row, row.version.item, images, language) for row in rows]


def images_of(rows: Iterable[AttemptAnswer]) -> dict[int, Image]:
    """Return the pictures of the questions that may be shown, by id."""
    wanted = {row.version.content["image"] for row in rows} - {None}
    found = Image.objects.filter(pk__in=wanted).prefetch_related("texts") if wanted else []
    return {image.pk: image for image in found if image.may_be_shown}


def _ask(row: AttemptAnswer, item: Item, images: dict[int, Image], language: str) -> Asked:
    options = {option.key: option for option in item.options}
    sides = {option.match_key: option for option in item.options}
    return Asked(
        position=row.position,
        kind=item.kind.value,
        prompt=item.words("prompt", language),
        image=images.get(item.image or 0),
        options=[_option(options[key], row, language) for key in row.shown],
        matches=[(key, sides[key].words("match", language)) for key in row.shown_matches],
        text=row.given.get("text", ""),
    )


def _option(option: Option, row: AttemptAnswer, language: str) -> AskedOption:
    return AskedOption(
        key=option.key,
        text=option.words("text", language),
        is_chosen=option.key in row.given.get("chosen", ()),
        place=row.given.get("places", {}).get(option.key, 0),
        pair=row.given.get("pairs", {}).get(option.key, ""),
    )
