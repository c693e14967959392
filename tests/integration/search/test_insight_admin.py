"""The admin of the search: who comes in, what the report says, the forms."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from search.enums import ClickBand
from search.models import PromotedResult, QueryDay, SynonymGroup
from search.queries.asked_report import Asked, asked_report
from search.services.count_query import count_click, count_query
from tests.factories.search import a_document, indexed

REPORT = "/admin/search-insight/report/"
PREVIEW = "/admin/search-insight/synonyms/preview/"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    return client


def somebody(client: Client, *codenames: str) -> Client:
    user = User.objects.create_user(f"{'-'.join(codenames) or 'nobody'}@example.org", "a long password")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return client


def ask(words: str, times: int = 1, *, language: str = "en", days_ago: int = 0, is_found: bool = True) -> None:
    for _time in range(times):
        count_query(words=words, language=language, is_found=is_found, today=timezone.now().date() - timedelta(days=days_ago))


def filled() -> None:
    ask("letter", 5)
    ask("letter", 2, language="ro")
    ask("letter", 2, language="ro", days_ago=20)
    ask("mentor", 3, days_ago=40)
    ask("zzyzx", 4, is_found=False)
    ask("somebody s name", 2)
    ask("unloved", 3)
    for band in (ClickBand.FIRST, ClickBand.FIRST, ClickBand.LATER):
        count_click(words="letter", language="en", band=band)


NONE = (0, 0, 0, 0, 0)
LETTER = Asked("letter", "en", 5, 0, (2, 0, 0, 0, 1))
IN_RO = Asked("letter", "ro", 4, 0, NONE)
UNKNOWN = Asked("zzyzx", "en", 4, 4, NONE)
UNLOVED = Asked("unloved", "en", 3, 0, NONE)


def test_the_lists_hold_what_was_asked_three_times(db: None) -> None:
    filled()
    today = timezone.now().date()
    report = asked_report(days=30, language="", today=today)
    assert (report.asked, report.found_nothing, report.clicks) == (18, 4, (2, 0, 0, 0, 1))
    assert report.most_asked == [LETTER, IN_RO, UNKNOWN, UNLOVED]
    assert (report.nothing_found, report.not_clicked) == ([UNKNOWN], [IN_RO, UNLOVED])
    assert asked_report(days=7, language="ro", today=today).most_asked == []
    assert [one.words for one in asked_report(days=90, language="en", today=today).most_asked][2:] == ["mentor", "unloved"]


def test_the_report_and_its_files(editor: Client) -> None:
    filled()
    ask("-1 2", 3)  # no word begins so; a file is safe whatever stands in the table
    QueryDay.objects.filter(words="unloved").update(words='=cmd("x")')
    page = editor.get(REPORT)
    html = page.content.decode()
    assert page.status_code == 200
    assert '<a href="/ro/search/?q=letter&amp;sort=relevance">letter</a>' in html
    assert ("zzyzx" in html, "somebody s name" in html) == (True, False)
    files = editor.get(REPORT, {"days": "30", "table": "not-clicked", "format": "csv"})
    rows = list(csv.reader(io.StringIO(files.content.decode("utf-8-sig"))))
    assert (files["Content-Type"], rows[0][:5]) == (
        "text/csv; charset=utf-8",
        ["Search", "Language", "Asked", "Without results", "Opened"],
    )
    assert [row[:5] for row in rows[1:]] == [
        ["letter", "Română", "4", "0", "0"],
        ["'-1 2", "English", "3", "0", "0"],
        ['\'=cmd("x")', "English", "3", "0", "0"],
    ]


def test_looking_at_a_search_from_the_report_is_not_counted(editor: Client) -> None:
    ask("letter", 3)
    [link] = editor.get(REPORT).context["tables"]["most_asked"].links
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}
    assert editor.get(link, headers=agent).status_code == 200
    assert list(QueryDay.objects.values_list("words", "asked")) == [("letter", 3)]


def test_an_empty_report_explains_itself_and_a_wrong_choice_is_said(editor: Client, settings: Settings) -> None:
    assert "Nobody has searched here" in editor.get(REPORT).content.decode()
    wrong = editor.get(REPORT, {"days": "8", "language": "xx"}).content.decode()
    assert wrong.count("report__error") == 2
    settings.SEARCH_STATISTICS = False
    assert "Counting is switched off" in editor.get(REPORT).content.decode()


def test_the_report_says_how_the_index_stands(editor: Client) -> None:
    indexed(a_document("One", "sl", kind="news"))
    call_command("reindex", verbosity=0)
    html = editor.get(REPORT).content.decode()
    assert [part in html for part in ("sqlite", "Slovenščina", "Changes that wait", "Last rebuilt")] == [True] * 4


def test_the_number_of_queries_does_not_grow(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(REPORT).status_code == 200
        return len(captured)

    ask("letter", 3)
    editor.get(REPORT)
    few = queries()
    for number in range(30):
        ask(f"word {number}", 3, is_found=bool(number % 2))
    assert queries() == few


def test_only_those_with_the_right_come_in(client: Client, db: None) -> None:
    paths = [REPORT, reverse("wagtailsnippets_search_promotedresult:list"), reverse("wagtailsnippets_search_synonymgroup:list")]

    def answers() -> list[int]:
        return [client.get(path).status_code for path in paths]

    assert answers() == [302, 302, 302]
    somebody(client)
    refused = answers()
    assert 200 not in refused
    assert client.post(PREVIEW, {"asked": "x"}).status_code in (302, 403)
    somebody(client, "view_queryday")
    assert answers()[0] == 200
    somebody(client, "change_promotedresult", "change_synonymgroup")
    assert answers()[1:] == [200, 200]
    assert client.post(PREVIEW, {"asked": "x", "words": "a\nb"}).status_code == 200


def test_a_promoted_result_is_made_listed_and_found(editor: Client) -> None:
    add = reverse("wagtailsnippets_search_promotedresult:add")
    fields = {"queries": "mentor", "url": "https://example.com/", "title": "The guide", "position": "0"}
    assert "one of the two" in editor.post(add, {"queries": "mentor", "position": "0"}).content.decode()
    assert editor.post(add, fields).status_code == 302
    row = PromotedResult.objects.get()
    assert editor.get(reverse("wagtailsnippets_search_promotedresult:edit", args=[row.pk])).status_code == 200
    listed = reverse("wagtailsnippets_search_promotedresult:list")
    assert ["The guide" in editor.get(listed, {"q": words}).content.decode() for words in ("guide", "mentor", "nothing")] == [
        True,
        True,
        False,
    ]


def test_a_group_is_saved_or_its_sentence_is_said(editor: Client) -> None:
    add = reverse("wagtailsnippets_search_synonymgroup:add")
    assert 'data-hx-post="/admin/search-insight/synonyms/preview/"' in editor.get(add).content.decode()
    refused = editor.post(add, {"words": "open call\nworkshop", "language": ""}).content.decode()
    assert "“open call” is not a single word." in refused
    assert editor.post(add, {"words": "workshop\natelier", "language": ""}).status_code == 302
    row = SynonymGroup.objects.get()
    form = editor.get(reverse("wagtailsnippets_search_synonymgroup:edit", args=[row.pk])).content.decode()
    assert f'{{"group": "{row.pk}"}}' in form


def preview(editor: Client, **fields: Any) -> str:
    answer = editor.post(PREVIEW, fields)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_preview_shows_before_and_after(editor: Client) -> None:
    indexed(a_document("A <b>workshop"), a_document("The atelier"))
    html = preview(editor, asked="atelier", words="workshop\natelier", language="", group="")
    assert "“atelier” finds 1 now, and 2 with these words." in html
    assert "A &lt;b&gt;workshop" in html
    assert (html.count("<li"), html.count('data-moved="new"')) == (3, 1)
    same = preview(editor, asked="letter", words="workshop\natelier", language="xx", group="99999999999999999999")
    assert "The results of “letter” stay as they are." in same


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"asked": " ", "words": "a\nb"}, "Type what somebody may search for."),
        ({"asked": "atelier", "words": "atelier"}, "A group has 2 to 20 different words."),
        ({"asked": "atelier", "words": "open call\nb"}, "“open call” is not a single word."),
        ({"asked": "x" * 5_000, "words": "a\nb"}, "stay as they are"),
    ],
)
def test_what_cannot_be_tried_is_said(editor: Client, fields: dict[str, str], sentence: str) -> None:
    assert sentence in preview(editor, **fields)
