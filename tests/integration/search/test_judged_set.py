"""The small form of the bar: the judged set on the engine of the suite. `tests/long/test_judged.py` asks the others too."""

from collections.abc import Iterator

import pytest
import pytest_django
from django.db import transaction

from search.queries.search import SearchQuery, run
from search.services.store import store_documents
from tests.factories.search import thing_behind
from tests.search.judged import MOMENTS, READ_ON, SUCCESS, Verdict, documents, judge

# Without a test that asks for it, the suite makes no database, not for a fixture either.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def verdicts(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[list[Verdict]]:
    """Index the set once, ask everything, and leave nothing behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        thing = thing_behind(documents()[0])
        store_documents(source="core.Tag", source_id=thing.pk, documents=documents())
        yield judge()
        transaction.set_rollback(True)


def test_what_a_librarian_would_hand_over_is_among_the_first_three(verdicts: list[Verdict]) -> None:
    missed = [str(one) for one in verdicts if not one.succeeded]
    assert len(missed) <= (1 - SUCCESS) * len(verdicts), "\n".join(missed)


def test_the_second_in_which_it_is_said_is_shown(verdicts: list[Verdict]) -> None:
    spoken = [one for one in verdicts if one.asked.moment is not None]
    missed = [f"{one}, second {one.asked.moment} not in {one.seconds}" for one in spoken if not one.showed_moment]
    assert len(missed) <= (1 - MOMENTS) * len(spoken), "\n".join(missed)


def test_a_name_as_it_is_written_comes_first(verdicts: list[Verdict]) -> None:
    named = [one for one in documents() if one.kind in {"person", "organisation"}]
    first = {
        one.id: [hit.id for hit in run(SearchQuery(text=one.title, language=one.locale), now=READ_ON).hits[:1]] for one in named
    }
    assert first == {one.id: [one.id] for one in named}
