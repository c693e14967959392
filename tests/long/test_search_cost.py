"""No question costs more than twenty times the processor of an ordinary one, and five hundred filters count right."""

import statistics
import time

import pytest
from django.test import Client

from search.engines.base import Engine
from tests.factories.search import a_document, indexed
from tests.integration.search.conftest import engine as engine
from tests.integration.search.test_api import HOSTILE
from tests.search.clicking import make_collection, wrong_counts
from tests.search.postgres import in_postgres as in_postgres
from tests.search.postgres import search_tables as search_tables

pytestmark = pytest.mark.long

ORDINARY = ("letter", "mentor letter", "letters to a mentor", "museum", "pismo", "young artists")
MOST = 20  # times an ordinary question
WORDS = "letter mentor museum young artist art pismo scrisoare choir violin school garden border friend"


def cost(client: Client, text: str, **more: str) -> float:
    """Return the least processor time of three, in seconds."""
    times = []
    for _time in range(3):
        began = time.process_time()
        client.get("/api/search", {"q": text, **more})
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.services
def test_no_question_is_dear(client: Client, engine: Engine) -> None:
    words = WORDS.split()
    indexed(
        *(
            a_document(
                f"{words[number % 14]} {words[number * 5 % 14]} {number}",
                body=" ".join(words[(number + step * step) % 14] for step in range(300)),
                facets={"theme": [words[number % 6]], "country": ["RO", "NO"][: number % 3]},
            )
            for number in range(400)
        )
    )
    ordinary = statistics.median(cost(client, text) for text in ORDINARY)
    hostile = [
        *HOSTILE, "x" * 1_000_000, "letter " * 10_000, "a* " * 60, " ".join(words) * 3, '"letter mentor" ' * 12, "m*",
        "l e t t e r s", " ".join(f"{word}x" for word in words), "ђ" * 200, "šđčćž " * 33,
    ]  # fmt: skip
    many = {f"{name}": "x" * 100 for name in ("theme", "country", "year", "kind", "level")}
    dear = {text[:40]: round(ratio, 1) for text in hostile if (ratio := cost(client, text) / ordinary) > MOST}
    assert (dear, cost(client, "letter", **many) / ordinary <= MOST) == ({}, True)


@pytest.mark.services
def test_five_hundred_counts_are_what_choosing_finds(engine: Engine) -> None:
    make_collection(300)
    wrong, found = wrong_counts(500, seed=11)
    assert (wrong, found > 200) == ([], True)
