"""What people search is counted, and nothing of who they are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from search.engines.base import Engine
from search.enums import ClickBand
from search.models import QueryDay
from search.services.count_query import count_click, count_query, forget_queries
from search.sweeps import forget_old_queries
from search.views import asked, click
from tests.factories.search import a_document, indexed

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
COLUMNS = ("words", "language", "asked", "found_nothing")
CLICKS = ("words", "clicks_1", "clicks_2", "clicks_3", "clicks_4_10", "clicks_later")


@pytest.fixture
def reader(db: None) -> Client:
    cache.clear()
    indexed(a_document("A letter"))
    return Client(headers={"User-Agent": AGENT})


def counted() -> list[tuple[Any, ...]]:
    return list(QueryDay.objects.order_by("words", "language").values_list(*COLUMNS))


def test_a_question_is_counted_by_its_words_its_language_and_its_day(reader: Client) -> None:
    for path in ("/en/search/?q=Letter", "/en/search/?q=letter%21", "/ro/search/?q=letter", "/en/search/?q=nothing+such"):
        assert reader.get(path).status_code == 200
    assert counted() == [("letter", "en", 2, 0), ("letter", "ro", 1, 0), ("nothing such", "en", 1, 1)]
    assert set(QueryDay.objects.values_list("day", flat=True)) == {timezone.now().date()}


@pytest.mark.parametrize(
    "path",
    [
        *("/en/search/", "/en/search/?q=", "/en/search/?q=letter&page=2", "/en/search/?q=letter&page=1"),
        *("/en/search/?q=letter&kind=news", "/en/search/?q=letter&sort=newest", "/en/search/?q=letter&view=map"),
        *("/en/search/?q=letter&format=csv", "/en/search/?q=letter&format=atom", "/en/search/suggest?q=letter"),
        *("/api/search?q=letter", "/en/search/?q=ana@example.org", "/en/search/?q=0721234567"),
    ],
)
def test_pages_filters_forms_and_keystrokes_are_not_counted(reader: Client, path: str) -> None:
    assert reader.get(path).status_code == 200
    assert counted() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": ""},
    ],
)
def test_who_does_not_want_it_and_who_is_nobody_is_not_counted(reader: Client, headers: dict[str, str]) -> None:
    answer = reader.get("/en/search/?q=letter", headers=headers)
    assert (answer.status_code, counted(), b"data-clicks" in answer.content) == (200, [], False)


def test_a_filter_that_is_taken_away_again_asks_nothing_new(reader: Client) -> None:
    answer = reader.get("/en/search/?q=letter", headers={"HX-Request": "true"})
    assert (answer.status_code, counted(), b"data-clicks" in answer.content) == (200, [], True)


def test_a_telephone_of_the_maker_cubot_is_no_robot(reader: Client) -> None:
    reader.get("/en/search/?q=letter", headers={"User-Agent": "Mozilla/5.0 (Linux; Android 13; CUBOT X70) Chrome/128.0"})
    assert counted() == [("letter", "en", 1, 0)]


def test_it_is_switched_off(reader: Client, settings: Settings) -> None:
    reader.get("/en/search/?q=letter")
    settings.SEARCH_STATISTICS = False
    page = reader.get("/en/search/?q=letter").content
    assert (reader.post("/en/search/click", "q=letter&band=1", FORM).status_code, b"data-clicks" in page) == (204, False)
    assert (counted(), clicks()) == ([("letter", "en", 1, 0)], [("letter", 0, 0, 0, 0, 0)])


def test_counting_is_one_statement_after_the_answer_and_sets_no_cookie(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert dict(reader.get("/en/search/?q=letter").cookies) == {}
    with django_assert_num_queries(1):
        count_query(words="letter", language="en", is_found=True)


def test_a_database_that_cannot_take_it_costs_the_count_alone(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**kwargs: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(asked, "count_query", locked)
    assert reader.get("/en/search/?q=letter").status_code == 200


def test_one_address_counts_sixty_questions_a_minute(reader: Client) -> None:
    request: Any = reader.get("/en/search/").wsgi_request
    assert [asked.RATE.allow_request(request) for _time in range(asked.RATE.most)] == [True] * asked.RATE.most
    reader.get("/en/search/?q=letter")
    assert counted() == []


FORM = "application/x-www-form-urlencoded"


def clicks() -> list[tuple[Any, ...]]:
    return list(QueryDay.objects.order_by("words").values_list(*CLICKS))


def test_clicks_are_counted_by_band_for_what_was_asked(reader: Client) -> None:
    reader.get("/en/search/?q=letter")
    for band in ("1", "1", "2", "3", "4-10", "later"):
        answer = reader.post("/en/search/click", f"q=Letter&band={band}", FORM)
        assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
    assert reader.post("/en/search/click", "q=never+asked&band=1", FORM).status_code == 204
    assert reader.post("/ro/search/click", "q=letter&band=1", FORM).status_code == 204
    assert clicks() == [("letter", 2, 1, 1, 1, 1)]


def test_a_click_is_nobodys(reader: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Somebody who is logged in is not looked up: no session is read."""
    reader.cookies["sessionid"] = "x" * 32
    with django_assert_num_queries(1):
        answer = reader.post("/en/search/click", "q=letter&band=1", FORM)
    assert (answer.status_code, dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == (204, {}, False)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", FORM),
        ("q=letter", FORM),
        ("band=1", FORM),
        ("q=letter&band=0", FORM),
        ("q=letter&band=11", FORM),
        ("q=letter&band=1&who=me", FORM),
        ("q=&band=1", FORM),
        ("q=ana@example.org&band=1", FORM),
        (f"q={'a ' * 150}&band=1", FORM),
        (f"q=letter&band=1{'&' * 5000}", FORM),
        ("\0\udcff%ff=&&==", FORM),
        ('{"q": "letter", "band": "1"}', "application/json"),
        ("q=letter&band=1", "text/plain"),
    ],
)
def test_junk_is_refused(reader: Client, body: str, kind: str) -> None:
    reader.get("/en/search/?q=letter")
    assert reader.post("/en/search/click", body.encode("utf-8", "surrogateescape"), kind).status_code == 400
    assert clicks() == [("letter", 0, 0, 0, 0, 0)]


def test_other_sites_other_methods_and_too_many_are_refused(reader: Client) -> None:
    reader.get("/en/search/?q=letter")
    strange = reader.post("/en/search/click", "q=letter&band=1", FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert (strange.status_code, reader.get("/en/search/click").status_code) == (400, 405)
    answers = [reader.post("/en/search/click", "q=letter&band=1", FORM) for _time in range(click.RATE.most)]
    assert (answers[0].status_code, answers[-1].status_code) == (204, 429)
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60


def test_the_page_says_what_a_click_is_to_tell(reader: Client) -> None:
    indexed(*(a_document(f"Letter {number}") for number in range(21)))
    html = [reader.get(path).content.decode() for path in ("/en/search/?q=letter", "/en/search/?q=letter&page=2")]
    told = '<ol role="list" data-clicks="/en/search/click" data-query="letter" data-first="{}">'
    assert [told.format(first) in page for page, first in zip(html, (1, 21), strict=True)] == [True, True]
    assert "data-clicks" not in reader.get("/en/search/?q=letter&kind=page").content.decode()


def test_a_click_after_midnight_belongs_to_the_day_before(engine: Engine) -> None:
    """Also the engines' other database: the upsert is the same statement."""
    count_query(words="letter", language="en", is_found=True, today=YESTERDAY)
    count_query(words="letter", language="en", is_found=False, today=YESTERDAY)
    assert count_click(words="letter", language="en", band=ClickBand.TO_TEN, today=TODAY)
    count_query(words="letter", language="en", is_found=True, today=TODAY)
    assert count_click(words="letter", language="en", band=ClickBand.FIRST, today=TODAY)
    assert not count_click(words="letter", language="en", band=ClickBand.FIRST, today=date(2026, 11, 24))
    rows = QueryDay.objects.order_by("day").values_list("day", "asked", "found_nothing", "clicks_1", "clicks_4_10")
    assert list(rows) == [(YESTERDAY, 2, 1, 0, 1), (TODAY, 1, 0, 1, 0)]


def test_after_thirteen_months_it_goes(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (date(2025, 10, 21), date(2025, 10, 22), TODAY):
        count_query(words="letter", language="en", is_found=True, today=day)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))
    forget_old_queries()
    assert list(QueryDay.objects.order_by("day").values_list("day", flat=True)) == [date(2025, 10, 22), TODAY]
    assert (forget_queries(before=TODAY), QueryDay.objects.count()) == (1, 1)


@pytest.mark.usefixtures("own_database")
def test_who_asks_at_the_same_time_is_counted_exactly() -> None:
    def ask(number: int) -> None:
        try:
            count_query(words="letter", language="en", is_found=number % 2 == 0, today=TODAY)
            count_click(words="letter", language="en", band=ClickBand.SECOND, today=TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(48)))
    assert connection.vendor == "sqlite"
    assert list(QueryDay.objects.values_list("words", "asked", "found_nothing", "clicks_2")) == [("letter", 48, 24, 48)]
