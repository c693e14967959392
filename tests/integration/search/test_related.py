"""What is like a page: by its words and terms, in its language first, never itself, never what is not public."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Tag
from search.documents import SearchDocument
from search.engines.base import Engine
from search.queries.related import related
from tests.factories.search import a_document, days_ago, indexed


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def titles(document: SearchDocument) -> list[str]:
    return [one.title for one in related(Tag.objects.get(slug=document.id))]


def filler(number: int) -> list[SearchDocument]:
    return [a_document(f"Something else {one}", body="budget spreadsheet accounting") for one in range(number)]


def test_shared_words_and_terms_decide(engine: Engine) -> None:
    [own, *_rest] = indexed(
        a_document("Letters before the meeting", body="violin lessons violin lessons", facets={"theme": ["mentoring"]}),
        a_document("Letters after the meeting"),
        a_document("Choir", body="The violin. A violin again.", published=days_ago(2)),
        a_document("Orchestra", facets={"theme": ["mentoring"]}, body="A meeting."),
        a_document("Painting walls"),
        *filler(20),
    )
    assert titles(own) == ["Letters after the meeting", "Orchestra", "Choir"]


def test_its_language_comes_first_and_no_version_of_anything_twice(db: None) -> None:
    [own, *_rest] = indexed(
        a_document("Pismo mentorju", "sl", cover_seed="a"),
        a_document("Pismo mentoru", "hr", cover_seed="a"),
        a_document("Pismo mentoru, opet", "hr", cover_seed="b"),
        a_document("Pismo mentorju, spet", "sl", cover_seed="b"),
        a_document("Pismo pismu", "sl"),
        *filler(5),
    )
    found = [(one.title, one.locale) for one in related(Tag.objects.get(slug=own.id))]
    assert sorted(found) == [("Pismo mentorju, spet", "sl"), ("Pismo pismu", "sl")]
    [_other, *_rest] = indexed(a_document("Pismo mentoru, treći put", "hr", cover_seed="c"))
    cache.clear()
    assert [one.locale for one in related(Tag.objects.get(slug=own.id))] == ["sl", "sl", "hr"]


def test_what_is_taken_back_is_gone_at_once_although_the_choice_is_remembered(db: None) -> None:
    [own, *others] = indexed(*(a_document(f"Letters {number}", published=days_ago(number)) for number in range(6)))
    first = titles(own)
    Tag.objects.get(slug=next(one.id for one in others if one.title == first[0])).delete()
    with CaptureQueriesContext(connection) as captured:
        second = titles(own)
    assert (first[0] in second, len(second), len(captured)) == (False, 3, 2)  # one of them finds the tag
    cache.clear()
    assert first[0] not in titles(own)


def test_what_is_not_in_the_index_is_like_nothing(db: None) -> None:
    indexed(a_document("Letters"))
    assert (related(Tag(name="new")), related(Tag.objects.create(name="x", slug="x"))) == ([], [])
