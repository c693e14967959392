"""The suite of `tests/integration/search/test_engines.py`, asked of a real Elasticsearch and a real OpenSearch.

Here because each takes ten seconds and 600 MB to start; one runs at a time.
"""

from dataclasses import replace

import pytest
from pytest_django import Settings

from search.engines import breaker
from search.engines.base import Engine, EngineError, EngineQuery, PartlyWrittenError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.server import MissingIndexError, server
from search.services.build import check
from tests.integration.search.test_engines import *  # noqa: F403 - the tests themselves
from tests.integration.search.test_engines import keys
from tests.search.clicking import make_collection, wrong_counts
from tests.search.corpus import a_document, asked, collection
from tests.search.running import SearchServer

pytestmark = pytest.mark.services


@pytest.fixture
def engine(search_server: SearchServer, settings: Settings, db: None) -> Engine:
    settings.SEARCH_URL = f"{search_server.url}/conformance"
    breaker.reading.reset()
    breaker.writing.reset()
    chosen = ElasticsearchEngine()
    chosen.clear()
    check()  # so that it is known to hold what the rows hold, and is asked
    return chosen


@pytest.fixture
def live(engine: Engine) -> ElasticsearchEngine:
    assert isinstance(engine, ElasticsearchEngine)
    return engine


def test_five_hundred_counts_are_what_choosing_finds(engine: Engine) -> None:
    make_collection(300)
    wrong, found = wrong_counts(500, seed=11)
    assert (wrong, found > 200) == ([], True)


def names(live: ElasticsearchEngine) -> list[str]:
    return sorted(live._ask("GET", "/conformance*/_settings?expand_wildcards=all"))


def test_a_new_index_stands_beside_the_live_one_until_it_goes_live(live: ElasticsearchEngine) -> None:
    old, new = a_document("letter"), a_document("letter museum")
    live.put([old])
    stopped = live.beside()
    fresh = live.beside()
    fresh.put([new])
    live.put([replace(old, title="letter art")])
    assert (keys(live, "letter"), keys(live, "art"), len(names(live))) == ([old.pk], [old.pk], 3)
    fresh.go_live()
    assert (keys(live, "letter"), keys(live, "art"), names(live)) == ([new.pk], [], [fresh._index])
    assert stopped._index not in names(live)


def test_an_index_that_somebody_made_under_the_name_gives_way(live: ElasticsearchEngine, settings: Settings) -> None:
    settings.SEARCH_URL = settings.SEARCH_URL.replace("/conformance", "/taken")
    server(settings.SEARCH_URL)("PUT", "/taken", None, 10)
    taken = ElasticsearchEngine()
    taken.clear()
    one = a_document("letter")
    taken.put([one])
    assert keys(taken, "letter") == [one.pk]


def test_indexes_of_others_are_left_alone(live: ElasticsearchEngine, settings: Settings) -> None:
    one = a_document("letter")
    live.put([one])
    settings.SEARCH_URL += "-staging"
    ElasticsearchEngine().clear()
    settings.SEARCH_URL = settings.SEARCH_URL.removesuffix("-staging")
    live.clear()
    assert len(names(live)) == 2


def test_what_is_refused_is_named_and_the_rest_is_written(live: ElasticsearchEngine) -> None:
    good, bad, other = a_document("letter"), a_document("letter"), a_document("letter")
    too_long = replace(bad, facets={"theme": ["x" * 40_000]})
    with pytest.raises(PartlyWrittenError, match=rf"refused 1 of 3 documents; {bad.pk}: ") as refused:
        live.put([good, too_long, other])
    assert ({*refused.value.refused}, refused.value.postponed, keys(live, "letter")) == (
        {bad.pk},
        frozenset(),
        [good.pk, other.pk],
    )


def test_what_is_older_does_not_take_the_place_of_what_is_newer(live: ElasticsearchEngine) -> None:
    one, gone = a_document("letter"), a_document("letter")
    live.write([replace(one, version=3, title="museum"), gone])
    live.write([replace(one, version=2)], gone=[gone.pk])
    live.put([gone, replace(one, version=3, title="museum art")])
    assert (keys(live, "letter"), keys(live, "art"), list(live.versions())) == ([], [one.pk], [(one.pk, 3)])


def test_an_index_that_was_left_is_found_again_and_others_are_not(live: ElasticsearchEngine, settings: Settings) -> None:
    assert (live.unfinished(), live.is_of_today()) == (None, True)
    left, one = live.beside(), a_document("letter")
    again = live.unfinished()
    assert again is not None
    again.put([one])
    left.go_live()
    assert (live.unfinished(), keys(live, "letter"), live.is_of_today()) == (None, [one.pk], True)
    with pytest.raises(MissingIndexError):
        again.put([one])  # it is live now; nobody writes past the alias
    settings.SEARCH_URL += "-staging"
    assert ElasticsearchEngine().unfinished() is None


def test_a_missing_index_is_an_error_and_is_not_made_up(live: ElasticsearchEngine, settings: Settings) -> None:
    settings.SEARCH_URL = settings.SEARCH_URL.replace("/conformance", "/conformance-missing")
    missing, one = ElasticsearchEngine(), a_document("letter")
    for attempt in (
        lambda: missing.put([one]),
        lambda: missing.remove([one.pk]),
        lambda: missing.find(EngineQuery(asked("letter"))),
        lambda: missing.find_passages(asked("letter"), [one.pk]),
    ):
        with pytest.raises(MissingIndexError):
            attempt()
    assert (missing.is_ready(), [name for name in names(live) if "missing" in name]) == (False, [])
    missing.clear()
    assert missing.is_ready()


def test_many_bytes_go_in_several_requests(live: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.server_index._BULK_BYTES", 1_000)
    documents = collection(40)
    live.put(documents)
    assert live.find(EngineQuery(asked())).total == 40


def test_the_last_page_that_may_be_asked_for_is_answered(live: ElasticsearchEngine) -> None:
    one = a_document("letter")
    live.put([one])
    assert live.find(EngineQuery(asked("letter"), limit=20_000)).candidates == [one.pk]


def test_the_wrong_product_is_an_error_of_ours(live: ElasticsearchEngine, settings: Settings) -> None:
    product, _colon, rest = settings.SEARCH_URL.partition(":")
    if product == "opensearch":
        settings.SEARCH_URL = f"elasticsearch:{rest}"
        with pytest.raises(EngineError, match="The search server refuses"):
            ElasticsearchEngine().find(EngineQuery(asked("letter")))
