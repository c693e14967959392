"""What the editors recommend above the results."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage
from search.models import PromotedResult
from search.queries.promoted import Recommended, promoted
from search.queries.search import SearchQuery
from tests.factories.search import a_document, indexed

TODAY = date(2026, 11, 22)
GUIDE = {"url": "https://example.com/guide", "title": "The guide", "note": "For mentors."}
SHOWN = Recommended("https://example.com/guide", "The guide", "For mentors.", "")


def recommend(queries: str = "mentor", **fields: Any) -> PromotedResult:
    row = PromotedResult(queries=queries, **fields)
    row.full_clean()
    row.save()
    return row


def shown(text: str, language: str = "en", **more: Any) -> list[Recommended]:
    return promoted(SearchQuery(text=text, language=language, **more), today=TODAY)


@pytest.mark.parametrize(
    ("text", "language", "is_shown"),
    [
        *(("mentor", "en", True), ("Mentors!", "en", True), ("the mentor", "en", True), ("ментор", "sr-cyrl", True)),
        *(("become a mentor", "en", True), ("mentors become", "en", True), ('"become a mentor"', "en", True)),
        *(
            ("mentor letters", "en", False),
            ("become", "en", False),
            ("mentoring", "mk", False),
            ("mentor -artist", "en", False),
        ),
        *(("artisti", "ro", True), ("artiști", "ro", True), ("artistilor", "en", False)),
        *(("", "en", False), ("-", "en", False)),
    ],
)
def test_it_is_for_exactly_these_words_in_any_order_and_with_any_ending(
    db: None, text: str, language: str, is_shown: bool
) -> None:
    recommend("mentor\nbecome a mentor\nartiști", **GUIDE)
    assert shown(text, language) == ([SHOWN] if is_shown else [])


def test_only_on_the_first_page_without_filters_for_its_language_and_on_its_days(db: None) -> None:
    row = recommend(**GUIDE, language="ro", starts_on=TODAY, ends_on=TODAY)
    assert shown("mentor", "ro") == [SHOWN]
    assert shown("mentor", "en") == []
    assert shown("mentor", "ro", page=2) == []
    assert shown("mentor", "ro", filters={"kind": ["news"]}) == []
    for day in (date(2026, 11, 21), date(2026, 11, 23)):
        assert promoted(SearchQuery(text="mentor", language="ro"), today=day) == []
    row.delete()
    assert shown("mentor", "ro") == []


def test_three_at_most_in_their_order(db: None) -> None:
    for position in (3, 0, 2, 1):
        recommend(url=f"https://example.com/{position}", title=str(position), position=position)
    assert [one.title for one in shown("mentor")] == ["0", "1", "2"]


def test_a_page_is_shown_only_while_everybody_may_read_it(
    news_section: NewsIndexPage, home: HomePage, django_assert_max_num_queries: Any
) -> None:
    recommend(page=news_section)
    here = [Recommended("/en/news/", "News", "", "en")]
    assert shown("mentor") == here
    with django_assert_max_num_queries(4):
        assert shown("mentor") == here
    restriction = PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert shown("mentor") == []
    restriction.delete()
    news_section.unpublish()
    assert shown("mentor") == []
    news_section.delete()
    assert PromotedResult.objects.count() == 0


def test_above_the_results_in_html_and_json_and_not_counted(client: Client, db: None) -> None:
    indexed(*(a_document(f"Mentor {number}") for number in range(30)))
    recommend(**GUIDE)
    html = client.get("/en/search/?q=mentor").content.decode()
    assert "30 results for “mentor”" in html
    assert html.index("Recommended by the editors") < html.index("https://example.com/guide") < html.index('class="result"')
    [first, second] = [client.get(f"/api/search?q=mentor&page={page}").json() for page in (1, 2)]
    assert (first["total"], first["promoted"]) == (30, [{**GUIDE, "locale": ""}])
    assert (second["total"], second["promoted"]) == (30, [])
    assert "Recommended" not in client.get("/en/search/?q=mentor&page=2").content.decode()


def test_also_where_nothing_is_found_and_what_it_says_is_text(client: Client, db: None) -> None:
    recommend("zzyzx", url="https://example.com/", title="<b>x", note="<script>")
    html = client.get("/en/search/?q=zzyzx").content.decode()
    assert '<li><a href="https://example.com/">&lt;b&gt;x</a><p>&lt;script&gt;</p></li>' in html


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "__all__"),
        ({"url": "https://example.com/"}, "title"),
        ({"url": "javascript:alert(1)", "title": "x"}, "url"),
        ({"url": "ftp://example.com/", "title": "x"}, "url"),
        ({"url": "http://localhost/en/draft/", "title": "x"}, "url"),
        ({**GUIDE, "queries": " \n "}, "queries"),
        ({**GUIDE, "queries": "?!"}, "queries"),
        ({**GUIDE, "queries": "\n".join(f"word{number}" for number in range(21))}, "queries"),
        ({**GUIDE, "starts_on": TODAY, "ends_on": date(2026, 11, 21)}, "__all__"),
    ],
)
def test_what_cannot_be_shown_is_refused(db: None, fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        recommend(**{"queries": "mentor", **fields})
    assert set(refused.value.message_dict) == {wrong}


def test_a_page_and_an_address_are_one_too_many(home: HomePage) -> None:
    with pytest.raises(ValidationError, match="one of the two"):
        recommend(page=home, **GUIDE)
