"""The content in `content/`: one TOML file an item, what all languages share at its top, words below `en` and `ro`."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone

LANGUAGES = ("en", "ro")
_FOLDER = Path(__file__).with_name("content")


@dataclass(frozen=True)
class Item:
    """One page to be. `key` is the name of its file: it makes the ids, so it stays."""

    key: str
    shared: dict[str, Any]
    words: dict[str, dict[str, Any]]


def read(name: str) -> dict[str, Any]:
    """Return one file of the content folder; `name` is without its ending."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def item(name: str) -> Item:
    """Return `folder/key` as an item."""
    data = read(name)
    shared = {field: value for field, value in data.items() if field not in LANGUAGES}
    return Item(name.rpartition("/")[2], shared, {language: data[language] for language in LANGUAGES})


@lru_cache
def items(folder: str) -> tuple[Item, ...]:
    """Return every item of a folder, in the order of their keys."""
    return tuple(item(f"{folder}/{path.stem}") for path in sorted((_FOLDER / folder).glob("*.toml")))


def day(offset: int | None) -> date | None:
    """Return the day that lies `offset` days from today; None for None."""
    return None if offset is None else timezone.localdate() + timedelta(days=offset)
