from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from cms.practices.models import GoodPracticePage
from operations.demo.content import Item, day, items
from operations.demo.pages import organisation, person, put, rows, terms
from operations.demo.prose import block, html

_PLAIN = ("country", "town", "evidence_level", "staff_days", "money_band", "organisation_size", "version", "contact", "status")
_WORDS = ("solution", "money_note", "duration", "skills", "space", "opinion")
_RICH = ("what_did_not_work", "conditions", "what_to_adapt")


def put_practices() -> int:
    """Return how many pages were made."""
    return sum(
        put(
            item,
            parent_key="good-practices",
            new=partial(_new, item.shared),
            fill=partial(_fill, item),
            published=item.shared["published"],
        )
        for item in items("practices")
    )


def _new(shared: dict[str, Any]) -> GoodPracticePage:
    page = GoodPracticePage(
        **{name: shared[name] for name in _PLAIN},
        latitude=Decimal(shared["latitude"]),
        longitude=Decimal(shared["longitude"]),
        lead_organisation=organisation(shared["lead"]),
        starts_on=day(shared["starts"]),
        ends_on=day(shared.get("ends")),
        last_checked_on=day(shared["checked"]),
        minimum_budget=Decimal(shared["minimum_budget"]),
        minimum_budget_currency=shared["currency"],
        opinion_by=person(shared.get("opinion_by", "")),
        opinion_on=day(shared.get("opinion_on")),
    )
    page.partners = [organisation(key) for key in shared["partners"]]
    for name, kind in (("themes", "theme"), ("audiences", "audience"), ("methods", "method"), ("disciplines", "discipline")):
        setattr(page, name, terms(kind, shared[name]))
    return page


def _fill(item: Item, page: GoodPracticePage, words: Mapping[str, Any]) -> None:
    for name in _WORDS:
        setattr(page, name, words[name])
    for name in _RICH:
        setattr(page, name, html(words[name]))
    page.context_and_problem = html(words["context"])
    page.steps = [
        block(f"{item.key}/step", number, "step", {"title": title, "text": html(text)})
        for number, (title, text) in enumerate(words["steps"])
    ]
    page.first_steps = [block(f"{item.key}/first", number, "step", text) for number, text in enumerate(words["first_steps"])]
    rows(page, "evidence_rows", [_named(row, "indicator baseline result source") for row in words["evidence"]])
    factors = zip(words["factors"], item.shared["scores"], strict=True)
    rows(page, "transfer_factors", [{"factor": factor, "score": score} for factor, score in factors])
    adapted = zip(item.shared["adapted_by"], words["adaptations"], strict=True)
    rows(
        page,
        "adaptations",
        [{"organisation": organisation(key), "country": country, "what_changed": text} for (key, country), text in adapted],
    )


def _named(values: list[str], names: str) -> dict[str, str]:
    return dict(zip(names.split(), values, strict=True))
