"""The judged set is sound: what is expected exists, and what is heard is said there."""

from collections import Counter

from django.conf import settings

from tests.search.judged import documents, queries

LEAST_DOCUMENTS, LEAST_QUERIES, LEAST_MOMENTS = 400, 120, 24


def test_it_is_large_enough_in_every_locale() -> None:
    codes = {code for code, _name in settings.LANGUAGES}
    of_documents, of_queries = Counter(one.locale for one in documents()), Counter(one.locale for one in queries())
    assert set(of_documents) == set(of_queries) == codes
    assert min(of_documents.values()) >= LEAST_DOCUMENTS // len(codes)
    assert min(of_queries.values()) >= LEAST_QUERIES // len(codes)
    assert (of_documents.total() >= LEAST_DOCUMENTS, of_queries.total() >= LEAST_QUERIES) == (True, True)
    assert sum(one.moment is not None for one in queries()) >= LEAST_MOMENTS


def test_every_document_is_one() -> None:
    assert [key for key, count in Counter(one.id for one in documents()).items() if count > 1] == []


def test_what_is_expected_exists_and_its_moment_is_spoken() -> None:
    spoken = {one.id: {passage.seconds for passage in one.passages} for one in documents()}
    wrong = [
        one
        for one in queries()
        if not set(one.expects) <= spoken.keys()
        or (one.moment is not None and not any(one.moment in spoken[key] for key in one.expects))
    ]
    assert wrong == []


def test_each_query_is_asked_once_and_says_why() -> None:
    assert [key for key, count in Counter((one.locale, one.query) for one in queries()).items() if count > 1] == []
    assert [one.query for one in queries() if not one.why.strip()] == []
