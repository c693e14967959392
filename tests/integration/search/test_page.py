import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.addresses import address
from search.documents import Passage
from search.queries.search import Answer, SearchQuery
from search.views.results import page_links
from tests.factories.search import a_document, indexed


def fill(number: int) -> None:
    indexed(
        *(
            a_document(
                f"Letter {position}", id=f"{number}:{position}", cover_seed=str(position), body="A letter to a mentor.",
                facets={"theme": ["heritage"], "audience": ["young"], "country": ["RO"], "year": ["2026"]},
                passages=[Passage("The letter again.", seconds=position)],
            )
            for position in range(number)
        )
    )  # fmt: skip


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "path", ["/en/search/?q=letter", "/en/search/", "/en/search/?theme=heritage&q=letter&country=RO", "/api/search?q=letter"]
)
def test_the_number_of_queries_does_not_grow_with_the_hits(client: Client, db: None, path: str) -> None:
    fill(5)
    few = queries(client, path)
    fill(50)
    assert queries(client, path) == few
    assert few <= 20


@pytest.mark.parametrize("path", ["/en/search/?q=letr", "/en/search/?q=ltter+mentr", "/en/search/?q=xyz+zyx"])
def test_an_answer_without_hits_costs_no_more(client: Client, db: None, path: str) -> None:
    fill(5)
    assert queries(client, path) <= 20


def test_no_cookie_is_set_and_search_engines_stay_away(client: Client, db: None) -> None:
    response = client.get("/en/search/", {"q": "x"})
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert b'<meta name="robots" content="noindex, follow">' in response.content


def test_pages_follow_each_other_and_end(client: Client, db: None) -> None:
    fill(50)
    pages = [client.get("/en/search/", {"q": "letter", "page": page}).context["answer"] for page in ("1", "2", "3", "99", "x")]
    assert [(answer.page, answer.pages, len(answer.hits)) for answer in pages] == [
        (1, 3, 20),
        (2, 3, 20),
        (3, 3, 10),
        (3, 3, 10),
        (1, 3, 20),
    ]
    assert len({hit.id for answer in pages[:3] for hit in answer.hits}) == 50


def test_links_lead_to_the_first_the_last_and_the_near_pages() -> None:
    answer = Answer(SearchQuery(), 400, 8, 20, [], [])
    assert page_links(answer) == [1, 0, 6, 7, 8, 9, 10, 0, 20]


def test_an_address_says_the_whole_search() -> None:
    query = SearchQuery(text="a b", filters={"kind": ["news"], "theme": ["x", "y"]})
    assert (address(query), address(query, without="kind")) == ("?q=a+b&kind=news&theme=x&theme=y", "?q=a+b&theme=x&theme=y")


def test_a_hit_in_another_language_says_so(client: Client, db: None) -> None:
    indexed(a_document("Писмо", "sr-cyrl", url="/sr-cyrl/pismo/"))
    html = client.get("/en/search/", {"q": "pismo"}).content.decode()
    assert '<a href="/sr-cyrl/pismo/" lang="sr-Cyrl" hreflang="sr-Cyrl"><mark>Писмо</mark></a>' in html
    assert '<span class="tag" lang="sr-Cyrl">Српски (ћирилица)</span>' in html
