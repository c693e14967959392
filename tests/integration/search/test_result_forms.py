"""One address, many forms: the same results as CSV, as a feed, in another order, and what a browser needs to ask by itself."""

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from search.collation import title_key
from search.enums import Sort
from search.queries.search import SearchQuery, run
from tests.factories.search import a_document, days_ago, indexed

ATOM = "{http://www.w3.org/2005/Atom}"
OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


def lines(client: Client, query: str) -> list[list[str]]:
    response = client.get(f"/en/search/?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def entries(client: Client, query: str) -> tuple[Any, list[Any]]:
    response = client.get(f"/en/search/?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ElementTree.fromstring(response.content)
    return root, root.findall(f"{ATOM}entry")


def test_csv_holds_all_results_and_nothing_that_a_spreadsheet_would_run(client: Client, db: None) -> None:
    indexed(
        a_document("=HYPERLINK(1) letter", summary="@a, \x01b", kind="news", url="/en/one/", published=days_ago(3)),
        *(a_document(f"A letter {number}", facets={"country": ["RO"]}) for number in range(24)),
    )
    rows = lines(client, "q=letter&format=csv")
    assert rows[0] == ["Title", "Kind", "Language", "Published", "Address", "Summary"]
    assert (len(rows), len(lines(client, "q=letter&country=RO&format=csv&page=1"))) == (26, 25)
    assert [row for row in rows if "HYPER" in row[0]] == [
        ["'=HYPERLINK(1) letter", "News", "English", "2026-11-18", "http://testserver/en/one/", "'@a, b"]
    ]


def test_a_long_csv_names_the_file_that_goes_on(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.views.table.ROWS", 2)
    indexed(*(a_document(f"Letter {number}") for number in range(3)))
    first = client.get("/en/search/?q=letter&format=csv&sort=title")
    following = "http://testserver/en/search/?q=letter&sort=title&format=csv&page=2"
    assert first["Link"] == f'<{following}>; rel="next"'
    last = client.get(following)
    assert (last.has_header("Link"), b"Letter 2" in last.content, b"Letter 1" in last.content) == (False, True, False)


def test_the_feed_brings_the_newest_of_the_same_filters(client: Client, db: None) -> None:
    indexed(
        a_document("Old letter", id="a:1", url="/en/a/", published=days_ago(9), kind="news"),
        a_document("New <b>letter</b>\x02", id="a:2", url="/en/b/", published=days_ago(1), kind="news", summary="R&D <i>"),
        a_document("Letter letter", id="a:3", kind="story"),
    )
    root, found = entries(client, "q=letter&kind=news&page=7&format=atom")
    assert [
        (
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}updated"),
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in found
    ] == [
        ("New <b>letter</b>", "http://testserver/en/b/", "tag:testserver,2026:search/a:2", "2026-11-20T12:00:00+00:00",
         "R&amp;D &lt;i&gt;"),
        ("Old letter", "http://testserver/en/a/", "tag:testserver,2026:search/a:1", "2026-11-12T12:00:00+00:00", ""),
    ]  # fmt: skip
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    address = "http://testserver/en/search/?q=letter&kind=news"
    assert links == {"alternate": address, "self": f"{address}&format=atom"}
    assert root.findtext(f"{ATOM}title") == "Results for “letter” · Trellis"


def test_the_page_leads_to_its_other_forms(client: Client, db: None) -> None:
    indexed(a_document("Letter", facets={"theme": ["x"]}))
    html = client.get("/ro/search/?q=letter&theme=x&sort=newest&page=3").content.decode()
    query = "?q=letter&amp;theme=x&amp;sort=newest"
    for link in (
        f'<link rel="alternate" type="application/atom+xml" title="Follow this search" href="{query}&amp;format=atom">',
        f'<link rel="alternate" type="text/csv" href="{query}&amp;format=csv">',
        f'<link rel="alternate" type="application/json" href="/api/search{query}&amp;ui=ro">',
        'href="/ro/search/opensearch.xml"',
    ):
        assert link in html.replace("Urmărește această căutare", "Follow this search")


def test_a_browser_can_add_the_site_in_its_language(client: Client, db: None) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/nb/search/").content.decode()
    response = client.get("/nb/search/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.content)
    assert {url.get("type"): url.get("template") for url in root.findall(f"{OPEN}Url")} == {
        "text/html": "http://testserver/nb/search/?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/nb/search/suggest?q={searchTerms}",
        "application/atom+xml": "http://testserver/nb/search/?q={searchTerms}&format=atom",
        "application/opensearchdescription+xml": "http://testserver/nb/search/opensearch.xml",
    }
    assert (root.findtext(f"{OPEN}ShortName"), root.findtext(f"{OPEN}Language")) == ("Trellis", "nb")


@pytest.mark.parametrize("text", ["letter", ""])
def test_results_stand_in_the_order_that_is_asked_for(client: Client, db: None, text: str) -> None:
    indexed(
        a_document("Č letter", id="c", published=days_ago(1)),
        a_document("Letter letter letter", id="l", published=days_ago(5)),
        a_document("D letter", id="d", published=days_ago(3)),
        a_document("Ca letter", id="ca", published=days_ago(4)),
    )

    def ids(sort: str) -> list[str]:
        answer = client.get("/api/search", {"q": text, "sort": sort, "ui": "hr"}).json()
        return [hit["id"] for hit in answer["results"]]

    newest = ["c", "d", "ca", "l"]
    assert (ids("newest"), ids("title")) == (newest, ["ca", "c", "d", "l"])
    assert ids("relevance")[0] == ("l" if text else "c")
    assert client.get("/api/search", {"sort": "size"}).json()["detail"] == "sort must be one of relevance, newest, title."


@pytest.mark.parametrize(
    ("locale", "titles"),
    [
        ("en", ["3 letters", "Épée", "Foo", "Zoo", "Писмо"]),
        ("hr", ["Cilj", "Čaj", "Ćup", "Dan", "Džep", "Đak", "Luk", "Ljeto", "Nit", "Njiva", "Šal", "Žar"]),
        ("nb", ["Aa", "Z", "Ær", "Øl", "Å"]),
        ("ro", ["Ac", "Ăla", "Bun", "Sa", "Șa", "Ta", "Ța"]),
        ("sr-cyrl", ["Дан", "Ђак", "Љубав", "Мост", "Ћуп", "Џеп", "Шал"]),
        ("mk", ["Град", "Ѓердан", "Ѕвезда", "Ќелија", "Хор", "Џез"]),
    ],
)
def test_titles_are_sorted_as_readers_expect(locale: str, titles: list[str]) -> None:
    assert sorted(set(titles), key=lambda title: title_key(title, locale)) == titles


def test_too_many_titles_keep_the_order_of_relevance(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(a_document("B letter letter", id="b"), a_document("A letter", id="a"), a_document("C letter", id="c"))
    monkeypatch.setattr("search.queries.search.MOST_BY_TITLE", 2)
    answer = run(SearchQuery(text="letter", sort=Sort.TITLE))
    assert (answer.sort, answer.hits[0].id) == (Sort.RELEVANCE, "b")
