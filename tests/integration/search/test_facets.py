import random

import pytest

from core.models import Term, TermText
from search.queries.search import SearchQuery, run
from tests.factories.search import a_document, indexed

THEMES, COUNTRIES = ("heritage", "digital", "mentoring"), ("RO", "NO", "SI")


@pytest.fixture
def _collection(db: None) -> None:
    dice = random.Random(7)
    indexed(
        *(
            a_document(
                f"{dice.choice(['Letter', 'Mentor', 'Letter mentor'])} {number}",
                dice.choice(["en", "ro"]),
                kind=dice.choice(["news", "story"]),
                facets={
                    "theme": dice.sample(THEMES, dice.randint(0, 3)),
                    "country": dice.sample(COUNTRIES, dice.randint(0, 2)),
                    "year": [dice.choice(["2025", "2026"])],
                },
            )
            for number in range(60)
        )
    )


@pytest.mark.usefixtures("_collection")
def test_every_count_is_the_number_of_results_when_clicked() -> None:
    dice = random.Random(3)
    checked = 0
    for text in ("", "letter", "mentor letter", "nothing"):
        for _round in range(4):
            filters = {name: [value] for name, value in (("theme", "heritage"), ("country", "RO")) if dice.random() < 0.5}
            answer = run(SearchQuery(text=text, filters=filters))
            for facet in answer.facets:
                for choice in facet.choices:
                    clicked = run(SearchQuery(text=text, filters={**filters, facet.name: [choice.value]}))
                    assert (facet.name, choice.value, choice.count) == (facet.name, choice.value, clicked.total)
                    checked += 1
    assert checked > 100


@pytest.mark.usefixtures("_collection")
def test_values_of_one_facet_add_up_and_facets_narrow_each_other() -> None:
    def ids(**filters: list[str]) -> set[str]:
        pages = run(SearchQuery(filters=filters)).pages
        return {hit.id for page in range(1, pages + 1) for hit in run(SearchQuery(filters=filters, page=page)).hits}

    assert ids(theme=["heritage", "digital"]) == ids(theme=["heritage"]) | ids(theme=["digital"])
    assert ids(theme=["heritage"], country=["RO"]) == ids(theme=["heritage"]) & ids(country=["RO"])


def test_values_have_names_and_those_that_are_on_stay_in_sight(db: None) -> None:
    term = Term.objects.create(kind="theme", code="heritage")
    TermText.objects.create(parent=term, language="en", name="Heritage")
    indexed(a_document("Letter", facets={"theme": ["heritage"], "country": ["RO"], "duration": ["short"]}))
    answer = run(SearchQuery(text="letter", filters={"theme": ["heritage"], "country": ["NO"]}))
    assert {facet.name: [(one.value, one.label, one.count, one.is_on) for one in facet.choices] for facet in answer.facets} == {
        "theme": [("heritage", "Heritage", 0, True)],
        "country": [("RO", "Romania", 1, False), ("NO", "Norway", 0, True)],
    }
    assert (answer.total, answer.hits) == (0, [])
