"""Where nothing is found, and where it is from: what leads on has as many results as it says."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Term, TermText
from search.parameters import read_kindly
from search.queries.country_map import TILES, country_map
from search.queries.nothing_found import ways_on
from search.queries.search import SearchQuery, run
from tests.factories.search import a_document, indexed

THEME = {"theme": ["letters"]}


@pytest.fixture
def _letters(db: None) -> None:
    term = Term.objects.create(kind="theme", code="letters")
    TermText.objects.create(parent=term, language="en", name="Letters")
    indexed(
        *(a_document(f"Letter {number}", facets={**THEME, "country": ["RO"]}) for number in range(3)),
        *(a_document(f"Pismo {number}", "sl", kind="news", facets={"country": ["SI", "RO"]}) for number in range(2)),
        a_document("Letter mentor", facets={"country": ["BR"], "year": ["2026"]}),
    )


def labels(query: SearchQuery) -> list[tuple[str, int]]:
    """Return what is offered; each count is the number of results behind the link."""
    answer = run(query)
    assert answer.total == 0
    ways = ways_on(answer)
    for way in ways.loosened:
        assert run(way.query).total == way.count, way
    assert [(theme.label, theme.count) for theme in ways.themes] == [("Letters", 3)]
    return [(way.label, way.count) for way in ways.loosened]


@pytest.mark.usefixtures("_letters")
def test_one_filter_is_loosened() -> None:
    filters = {"theme": ["letters"], "lang": ["sl"], "country": ["SI"]}
    assert labels(SearchQuery(filters=filters)) == [("Without filters", 6), ("Without the filter “Theme”", 2)]
    assert labels(SearchQuery(text="letter", filters={"lang": ["sl"]})) == [("In all languages", 4)]
    assert labels(SearchQuery(text="letter", filters={"lang": ["sl"], "year": ["1999"]})) == [("Without filters", 4)]


@pytest.mark.usefixtures("_letters")
def test_where_no_word_is_known_themes_lead_on() -> None:
    assert [labels(SearchQuery(text=text)) for text in ("xyzzyx", "xyzzyx zzzyzz", "!?")] == [[], [], []]


@pytest.mark.usefixtures("_letters")
def test_the_page_offers_one_action_first(client: Client) -> None:
    html = client.get("/en/search/?q=letter&lang=sl").content.decode()
    assert '<a class="button" href="?q=letter">In all languages (4)</a>' in html
    assert '<a href="/en/search/?theme=letters">Letters <span class="numerals">3</span></a>' in html
    corrected = client.get("/en/search/?q=lettr+mentro").content.decode()
    assert "Did you mean" in corrected
    assert 'class="button" href' not in corrected.partition('id="found"')[2].partition("</section>")[0]


@pytest.mark.usefixtures("_letters")
def test_every_tile_of_the_map_leads_to_as_many_results_as_it_says(client: Client) -> None:
    response = client.get("/en/search/?q=letter&country=BR&view=map")
    html = response.content.decode()
    [drawing] = re.findall(r"<svg class=\"tilemap__map\".*?</svg>", html, re.S)
    links = [one for one in ElementTree.fromstring(drawing) if one.tag == "a"]
    assert [(one.get("aria-label"), one.get("href")) for one in links] == [("Romania, 3 results", "?q=letter&country=RO")]
    assert '<th scope="row"><a href="?q=letter&amp;view=map" aria-current="true">Brazil</a></th><td>1</td>' in html
    for country in response.context["map"].countries:
        if not country.is_on:
            assert client.get(reverse("search") + country.url).context["answer"].total == country.count
    assert 'class="result"' not in html
    assert '<input type="hidden" name="view" value="map">' in html


def test_a_country_has_a_tile_of_its_own_on_the_drawing() -> None:
    drawn = country_map(run(SearchQuery(text="!")))
    assert len(set(TILES.values())) == len(TILES)
    assert all(tile.x + 42 <= drawn.width and tile.y + 42 <= drawn.height for tile in drawn.tiles)


def test_a_map_without_countries_says_so(client: Client, db: None) -> None:
    indexed(a_document("Letter"))
    assert "None of these results names a country." in client.get("/en/search/?view=map").content.decode()


def test_what_is_kept_in_the_form_of_filters_is_what_it_does_not_ask(client: Client, db: None) -> None:
    indexed(a_document("Letter", kind="news", facets={"theme": ["x"]}))
    query = "q=letter&kind=news&theme=x&sort=title"
    assert client.get(f"/en/search/?{query}&view=list").context["kept"] == [
        ("q", ["letter"]),
        ("kind", ["news"]),
        ("sort", ["title"]),
    ]
    assert read_kindly(client.get(f"/en/search/?{query}").wsgi_request.GET, language="en").sort == "title"
