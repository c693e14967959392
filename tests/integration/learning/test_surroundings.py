"""What a process remembers of the surroundings of a lesson."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from cms.home.models import HomePage
from learning.queries.surroundings import recent_surroundings
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.usefixtures("own_database")
def test_who_asked_while_a_change_was_under_way_hears_of_it() -> None:
    course = make_course(make_catalogue(HomePage.objects.get()))
    key = make_lesson(make_module(course)).translation_key

    def closes_at() -> datetime | None:
        return recent_surroundings([key]).policies[course.translation_key].closes_at

    def ask_beside() -> datetime | None:
        try:
            return closes_at()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others, transaction.atomic():
        course.closes_at = LONG_AGO
        course.save()
        assert others.submit(ask_beside).result() is None
    assert closes_at() == LONG_AGO
