from collections.abc import Mapping
from functools import partial
from typing import Any

from cms.stories.models import StoryPage
from operations.demo.content import Item, day, items
from operations.demo.pages import organisation, person, put, rows, terms
from operations.demo.prose import block, body

_PARTS = ("challenge", "turning_point", "change", "advice")


def put_stories() -> int:
    """Return how many pages were made."""
    return sum(
        put(
            item,
            parent_key="stories",
            new=partial(_new, item.shared),
            fill=partial(_fill, item),
            published=item.shared["told"],
        )
        for item in items("stories")
    )


def _new(shared: dict[str, Any]) -> StoryPage:
    page = StoryPage(kind=shared["kind"], country=shared["country"], place=shared["place"], told_on=day(shared["told"]))
    page.themes = terms("theme", shared["themes"])
    page.organisations = [organisation(key) for key in shared["organisations"]]
    return page


def _fill(item: Item, page: StoryPage, words: Mapping[str, Any]) -> None:
    page.lead = words["lead"]
    for part in _PARTS:
        setattr(page, part, body(f"{item.key}/{part}", words[part]))
    text, attribution = words["quote"]
    quote = block(f"{item.key}/quote", 0, "quote", {"text": text, "attribution": attribution, "consent": True})
    page.turning_point = [*body(f"{item.key}/turning_point", words["turning_point"]), quote]
    people = zip(item.shared["protagonists"], words["roles"], strict=True)
    rows(page, "protagonists", [{"person": person(key), "role": role} for key, role in people])
    rows(page, "figures", [{"value": value, "label": label} for value, label in words["figures"]])
