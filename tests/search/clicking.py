"""Random filters over a random collection: what is counted beside a value is what choosing it finds."""

import random

from search.queries.search import SearchQuery, run
from tests.factories.search import a_document, indexed

VALUES = {
    "kind": ("news", "story", "practice"),
    "theme": ("heritage", "digital", "mentoring", "it's %s"),
    "country": ("RO", "NO", "SI", "MK"),
    "audience": ("young", "pupils"),
    "discipline": ("music", "dance"),
    "method": ("letters", "walks"),
    "year": ("2024", "2025", "2026"),
    "lang": ("en", "ro", "sl"),
    "level": ("beginner", "advanced"),
    "duration": ("brief", "long"),
}
TEXTS = ("", "letter", "mentor letter", "ment*", '"letter mentor"', "nothing")


def make_collection(size: int, *, seed: int = 7) -> None:
    dice = random.Random(seed)
    titles = ("Letter", "Mentor", "Letter mentor", "Mentor and letter")
    of_all = {name: values for name, values in VALUES.items() if name not in {"kind", "lang"}}
    indexed(
        *(
            a_document(
                f"{dice.choice(titles)} {number}",
                dice.choice(VALUES["lang"]),
                kind=dice.choice(VALUES["kind"]),
                facets={name: dice.sample(values, dice.randint(0, 2)) for name, values in of_all.items()},
            )
            for number in range(size)
        )
    )


def wrong_counts(rounds: int, *, seed: int = 3) -> tuple[list[str], int]:
    """Return where a count and a click differ, as sentences, and how many clicks found something."""
    dice, wrong, found = random.Random(seed), [], 0
    for number in range(rounds):
        filters = {name: dice.sample(values, dice.randint(1, 2)) for name, values in VALUES.items() if dice.random() < 0.15}
        query = SearchQuery(text=dice.choice(TEXTS), filters=filters, is_brief=True)
        choices = [(facet.name, choice) for facet in run(query).facets for choice in facet.choices]
        if not choices:
            continue
        own = [(name, choice) for name, choice in choices if name in filters and not choice.is_on]
        name, choice = dice.choice(own if own and number % 2 else choices)  # their own filter is left out
        clicked = run(SearchQuery(text=query.text, filters={**filters, name: [choice.value]}, is_brief=True))
        found += bool(clicked.total)
        if clicked.total != choice.count:
            wrong.append(f"{query.text} {filters}: {name}={choice.value} says {choice.count}, finds {clicked.total}")
    return wrong, found
