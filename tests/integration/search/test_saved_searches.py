"""Saved searches: from the results over the log-in to the list, changed there, and forgotten with the account."""

import html
import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from core.models import Tag
from core.queries.own_data import records
from search.models import Digest, IndexedDocument, SavedSearch
from search.queries.saved_search import fingerprint
from search.queries.search import SearchQuery
from search.services.save_search import MOST, TooManySearchesError, save_search
from search.services.send_digests import send_digests
from tests.factories.saved import arrived, make_saved
from tests.factories.search import a_document, indexed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "a-quiet-loom-2026"


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@example.org", SECRET)


@pytest.fixture
def inside(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def rows() -> list[tuple[str, str, dict[str, list[str]], str, bool]]:
    found = SavedSearch.objects.order_by("pk")
    return [(one.name, one.text, one.filters, one.language, one.has_letter) for one in found]


def link(text: str) -> str:
    found = re.search(r'href="(/en/search/saved/new/[^"]*)"', text)
    return html.unescape(found[1]) if found else ""


def hidden(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text):
        found.setdefault(name, []).append(html.unescape(value))
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def test_a_search_is_kept_over_the_log_in_and_saved_by_one_more_press(client: Client, reader: User) -> None:
    indexed(a_document("A letter", kind="news", facets={"country": ["RO"]}))
    page = client.get("/en/search/?q=+A%20letter&kind=news&country=RO&country=SI&sort=newest&page=3")
    save = link(page.content.decode())
    assert (save, dict(page.cookies)) == ("/en/search/saved/new/?q=+A+letter&kind=news&country=RO&country=SI", {})
    door = client.get(save)["Location"]
    assert parse_qs(urlsplit(door).query) == {"next": [save]}
    answer = client.post(door, {"login": reader.email, "password": SECRET, "next": save})
    assert answer["Location"] == save
    form = client.get(save).content.decode()
    assert hidden(form) == {"q": [" A letter"], "kind": ["news"], "country": ["RO", "SI"]}
    assert 'value="“A letter” · News · Romania · Slovenia"' in form
    done = client.post("/en/search/saved/new/", {**hidden(form), "name": " My \n search ", "has_letter": "on"})
    assert (done.status_code, done["Location"]) == (302, "/en/search/saved/")
    assert rows() == [("My search", "A letter", {"kind": ["news"], "country": ["RO", "SI"]}, "en", True)]
    # Whose session ended while the form was open comes back to it.
    door = Client().post("/en/search/saved/new/", {"q": "loom", "kind": "news", "name": "x"})["Location"]
    assert parse_qs(urlsplit(door).query) == {"next": ["/en/search/saved/new/?q=loom&kind=news"]}


def test_what_finds_nothing_can_be_saved_and_what_asks_nothing_cannot(inside: Client) -> None:
    nothing, everything = (inside.get(f"/en/search/?{query}").content.decode() for query in ("q=zzyzx", ""))
    assert (link(nothing), link(everything)) == ("/en/search/saved/new/?q=zzyzx", "")
    assert inside.get("/en/search/saved/new/")["Location"] == "/en/search/"
    assert (inside.post("/en/search/saved/new/", {"name": "All"})["Location"], rows()) == ("/en/search/", [])


def test_the_same_search_is_one_row_with_the_name_given_last(inside: Client, reader: User) -> None:
    inside.post("/en/search/saved/new/", {"q": "Letter  home", "kind": ["news", "story"], "name": "First"})
    again = "/en/search/saved/new/?kind=story&kind=news&q=LETTER+home&sort=newest"
    assert 'value="First"' in inside.get(again).content.decode()
    inside.post("/en/search/saved/new/", {"q": "letter home", "kind": ["story", "news"], "name": "Second", "has_letter": "on"})
    inside.post("/sl/search/saved/new/", {"q": "letter home", "kind": ["story", "news"], "name": "Third"})
    kinds = {"kind": ["news", "story"]}
    assert rows() == [
        ("Second", "Letter home", kinds, "en", True),
        ("Third", "letter home", {"kind": ["story", "news"]}, "sl", False),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(user=reader, fingerprint=SavedSearch.objects.all()[0].fingerprint, new_since=NOW)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SearchQuery(" A  b"), SearchQuery("a B", page=7), True),
        (SearchQuery("c\u0327a"), SearchQuery("\u00e7a"), True),
        (SearchQuery("a\0b"), SearchQuery("ab"), True),
        (SearchQuery("a"), SearchQuery("a", language="ro"), False),
        (SearchQuery("a", {"kind": ["x", "y"]}), SearchQuery("a", {"kind": ["y", "x"]}), True),
        (SearchQuery("a", {"kind": ["x"]}), SearchQuery("a", {"lang": ["x"]}), False),
        (SearchQuery("a", {"kind": ["x"]}), SearchQuery("a"), False),
    ],
)
def test_what_finds_the_same_has_the_same_fingerprint(one: SearchQuery, other: SearchQuery, same: bool) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same


def test_nobody_saves_more_than_fifty(inside: Client, reader: User) -> None:
    for number in range(MOST):
        make_saved(reader, f"letter {number}", now=NOW)
    refused = inside.post("/en/search/saved/new/", {"q": "letter 50", "name": "One more", "has_letter": "on"})
    text = refused.content.decode()
    assert (refused.status_code, hidden(text), 'value="One more"' in text) == (422, {"q": ["letter 50"]}, True)
    assert "You have saved 50 searches already." in text
    assert inside.post("/en/search/saved/new/", {"q": "letter 3", "name": "Again"}).status_code == 302
    assert SavedSearch.objects.count() == MOST
    with pytest.raises(TooManySearchesError):
        save_search(user=reader, query=SearchQuery("loom"), name="Loom", has_letter=False, now=NOW)


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_wrong_name_is_said_and_nothing_is_lost(inside: Client, reader: User, name: str) -> None:
    refused = inside.post("/en/search/saved/new/", {"q": "letter", "kind": "news", "name": name, "has_letter": "on"})
    text = refused.content.decode()
    assert (refused.status_code, hidden(text), "checked" in text) == (422, {"q": ["letter"], "kind": ["news"]}, True)
    saved = make_saved(reader, now=NOW)
    refused = inside.post(f"/en/search/saved/{saved.public_id}/", {"do": "rename", "name": name})
    text = refused.content.decode()
    assert (refused.status_code, "<details open>" in text, f'value="{name}"' in text) == (422, True, bool(name))
    assert rows()[0][0] == "Letters"


def test_the_list_tells_what_is_new_since_the_last_letter(inside: Client, reader: User) -> None:
    start = timezone.now() - timedelta(days=20)
    make_saved(reader, now=start, filters={"country": ["RO"]})
    make_saved(reader, "pismo", now=start, language="sl", name="Pisma")
    make_saved(reader, now=start + timedelta(days=2), name="All")
    arrived(start - timedelta(minutes=1), a_document("Letter", facets={"country": ["RO"]}))
    arrived(start + timedelta(days=1), *(a_document("Letter", facets={"country": ["RO"]}) for _number in range(2)))
    assert counts(inside) == [("All", 0), ("Letters", 2), ("Pisma", 0)]
    text = inside.get("/en/search/saved/").content.decode()
    assert ('href="/en/search/?q=letter&amp;country=RO"' in text, 'href="/sl/search/?q=pismo"' in text) == (True, True)
    assert "“letter” · Romania" in text
    assert (send_digests(now=timezone.now()), counts(inside)) == (1, [("All", 0), ("Letters", 0), ("Pisma", 0)])
    indexed(a_document("Letter", facets={"country": ["RO"]}), a_document("Letter"))
    assert counts(inside) == [("All", 2), ("Letters", 1), ("Pisma", 0)]
    Tag.objects.all().delete()  # the index does not know yet
    assert (IndexedDocument.objects.exists(), counts(inside)) == (True, [("All", 0), ("Letters", 0), ("Pisma", 0)])


def counts(client: Client) -> list[tuple[str, int]]:
    return [(row.saved.name, row.new) for row, _form in client.get("/en/search/saved/").context["rows"]]


def test_its_queries_grow_with_neither_results_nor_quiet_searches(inside: Client, reader: User) -> None:
    def asked() -> int:
        inside.get("/en/search/saved/")
        with CaptureQueriesContext(connection) as captured:
            inside.get("/en/search/saved/")
        return len(captured)

    past, later = timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=1)
    make_saved(reader, now=past, filters={"country": ["RO"]})
    indexed(a_document("Letter", facets={"country": ["RO"]}))
    few = asked()
    indexed(*(a_document("Letter", facets={"country": ["RO"]}) for _number in range(12)))
    for number in range(12):
        make_saved(reader, f"loom {number}", now=later, filters={"country": ["RO"]})
    assert (asked(), few <= 20) == (few, True)


def test_each_is_renamed_switched_and_deleted_by_its_owner_alone(inside: Client, reader: User) -> None:
    start = timezone.now() - timedelta(days=30)
    saved = make_saved(reader, now=start)
    other = make_saved(User.objects.create_user("other@example.org"), now=start, name="Theirs")

    def press(one: SavedSearch, wish: str, name: str = "") -> int:
        return inside.post(f"/en/search/saved/{one.public_id}/", {"do": wish, "name": name}).status_code

    assert [press(other, wish, "Mine") for wish in ("rename", "letter_off", "delete")] == [404, 302, 302]
    assert [press(saved, "rename", "Post"), press(saved, "letter_off"), press(saved, "nonsense")] == [302, 302, 302]
    assert [(name, wanted) for name, _text, _filters, _language, wanted in rows()] == [("Post", False), ("Theirs", True)]
    assert SavedSearch.objects.get(name="Post").new_since == start
    press(saved, "letter_on")  # from now on, and not all that was missed
    since = SavedSearch.objects.get(name="Post", has_letter=True).new_since
    assert abs(timezone.now() - timedelta(days=7) - since) < timedelta(minutes=5)
    assert [press(saved, "delete"), press(saved, "delete")] == [302, 302]
    assert [row[0] for row in rows()] == ["Theirs"]
    assert Client().post(f"/en/search/saved/{other.public_id}/", {"do": "delete"})["Location"] == (
        "/en/accounts/login/?next=/en/search/saved/"
    )
    assert SavedSearch.objects.count() == 1


def test_they_are_in_the_archive_and_go_with_the_account(reader: User) -> None:
    make_saved(reader, now=NOW, filters={"country": ["RO"]})
    Digest.objects.create(user=reader, error="reader@example.org: no such user", again_at=NOW)
    [told] = json.loads(json.dumps(list(records(SavedSearch, reader)), default=str))
    assert (told["name"], told["text"], told["filters"], "fingerprint" in told) == (
        "Letters", "letter", {"country": ["RO"]}, False,
    )  # fmt: skip
    anonymise_user(user=reader)
    assert (SavedSearch.objects.count(), list(Digest.objects.values_list("error", "again_at"))) == (0, [("", None)])
    with pytest.raises(User.DoesNotExist):
        make_saved(reader, now=NOW)
