"""In which part of a programme something was made.

A record keeps an id and asks here; an app that has programmes registers who knows ids. Where nobody does, nothing is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    title: str
    url: str


Find = Callable[[str, str], Origin | None]
Offer = Callable[[], list[tuple[str, str]]]
_finders: list[Find] = []
_offers: list[Offer] = []


def register_origins(*, find: Find, offer: Offer) -> None:
    """Add `find(id, language)`, which returns None for an id that it does not know or may not show, and `offer()`: what an
    editor may choose, as pairs of id (up to 64 characters) and title."""
    _finders.append(find)
    _offers.append(offer)


def find_origin(name: str, *, language: str) -> Origin | None:
    """Return what `name` stands for; None where it is empty or nobody knows it."""
    found = (find(name, language) for find in _finders) if name else iter(())
    return next((origin for origin in found if origin is not None), None)


def offered_origins() -> list[tuple[str, str]]:
    return [choice for offer in _offers for choice in offer()]
