"""The full form of the bar: the judged set on every engine, and whether they show the same first hit.

Here because each server of Java takes ten seconds and 600 MB to start; one runs at a time.
"""

import pytest
from django.db import transaction
from django.test import override_settings

from search.engines import database_engine, server_engine
from search.engines.guarded import lag
from search.services.feed import feed
from search.services.store import store_documents
from tests.factories.search import thing_behind
from tests.search.judged import MOMENTS, SUCCESS, Verdict, documents, judge
from tests.search.postgres import default_database
from tests.search.postgres import search_tables as search_tables
from tests.search.running import ADDRESSES, NoServerError, running

# Without a test that asks for it, the suite makes no database, not for a fixture either.
pytestmark = [pytest.mark.services, pytest.mark.django_db]

SAME_FIRST = 0.95


@pytest.fixture(scope="module")
def verdicts(request: pytest.FixtureRequest, search_tables: str, django_db_setup: None) -> dict[str, list[Verdict]]:
    """Return the verdicts of every engine."""
    with request.getfixturevalue("django_db_blocker").unblock():
        found = {"sqlite": _judged("sqlite:")}
        with default_database(search_tables):
            found["postgres"] = _judged("postgres:")
        for product in ADDRESSES:
            try:
                with running(product) as server:
                    found[product] = _judged(f"{server.url}/judged")
            except NoServerError as error:
                pytest.skip(str(error))
    return found


def _judged(url: str) -> list[Verdict]:
    with override_settings(SEARCH_URL=url), transaction.atomic():
        database_engine().clear()
        thing = thing_behind(documents()[0])
        store_documents(source="core.Tag", source_id=thing.pk, documents=documents())
        feed()
        assert server_engine() is None or not lag(), "the server would not be asked"
        found = judge()
        transaction.set_rollback(True)
    return found


def test_every_engine_hands_over_what_a_librarian_would(verdicts: dict[str, list[Verdict]]) -> None:
    missed = {name: [str(one) for one in every if not one.succeeded] for name, every in verdicts.items()}
    assert {name: len(every) for name, every in missed.items() if len(every) > (1 - SUCCESS) * len(verdicts[name])} == {}, (
        missed
    )


def test_every_engine_shows_the_second_in_which_it_is_said(verdicts: dict[str, list[Verdict]]) -> None:
    spoken = {name: [one for one in every if one.asked.moment is not None] for name, every in verdicts.items()}
    missed = {name: [str(one) for one in every if not one.showed_moment] for name, every in spoken.items()}
    assert {name: len(every) for name, every in missed.items() if len(every) > (1 - MOMENTS) * len(spoken[name])} == {}, missed


def test_the_first_hit_is_the_same_on_all_of_them(verdicts: dict[str, list[Verdict]]) -> None:
    side_by_side = list(zip(*verdicts.values(), strict=True))
    differing = [
        f"{every[0].asked.query}: {dict(zip(verdicts, (one.first[:1] for one in every), strict=True))}"
        for every in side_by_side
        if len({one.first[:1] for one in every}) > 1
    ]
    assert len(differing) <= (1 - SAME_FIRST) * len(side_by_side), "\n".join(differing)
