"""What is offered while somebody types."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import Term, TermText
from search.engines.base import Engine
from tests.factories.search import a_document, indexed, thing_behind
from tests.integration.search.test_api import HOSTILE


def ask(client: Client, text: str, locale: str = "en") -> list[Any]:
    response = client.get(f"/{locale}/search/suggest", {"q": text})
    assert (response.status_code, response["Content-Type"]) == (200, "application/x-suggestions+json")
    answer: list[Any] = response.json()
    return answer


def a_term(kind: str, code: str, **names: str) -> None:
    term = Term.objects.create(kind=kind, code=code)
    for language, name in names.items():
        first, _bar, synonyms = name.partition("|")
        TermText.objects.create(parent=term, language=language.replace("_", "-"), name=first, synonyms=synonyms)


def test_a_whole_answer(client: Client, db: None) -> None:
    a_term("theme", "letters", en="Letters and diaries|Mail", ro="Scrisori")
    a_term("method", "unused", en="Letter press")
    indexed(
        a_document("How to write a letter", url="/en/how/", kind="news", facets={"theme": ["letters"]}),
        a_document("Letter before the meeting", url="/en/before/", kind="news"),
        a_document("A mentor", url="/en/mentor/", body="letter"),
        a_document("Letteratur", "nb", url="/nb/letteratur/", kind="story"),
    )
    assert ask(client, "lett") == [
        "lett",
        ["Letters and diaries", "Letter before the meeting", "How to write a letter", "Letteratur"],
        ["Theme", "News", "News", "Story · Norsk bokmål"],
        [
            "http://testserver/en/search/?theme=letters",
            "http://testserver/en/before/",
            "http://testserver/en/how/",
            "http://testserver/nb/letteratur/",
        ],
        {"languages": ["en", "en", "en", "nb"], "said": "4 suggestions"},
    ]
    assert ask(client, "mail")[3] == ["http://testserver/en/search/?theme=letters"]
    assert ask(client, "write a le")[1] == ["How to write a letter"]
    assert ask(client, "scris")[1] == []
    assert ask(client, "scris", "ro")[1] == ["Scrisori"]


@pytest.mark.parametrize(
    ("typed", "title", "locale"),
    [
        ("timisoa", "Întâlnire la Timișoara", "ro"),
        ("ÎNTÂL", "Întâlnire la Timișoara", "ro"),
        ("mentors", "Менторско писмо", "sr-cyrl"),
        ("писм", "Mentorsko pismo", "sr-latn"),
        ("odeg", "Ødegård forteller", "nb"),
        ("djordj", "Đorđevićeva škola", "hr"),
        ("skol", "Đorđevićeva škola", "hr"),
        ("ш", "Школа", "mk"),
        ("шк", "Школа", "mk"),
    ],
)
def test_marks_and_scripts_do_not_matter(client: Client, engine: Engine, typed: str, title: str, locale: str) -> None:
    names = ["Întâlnire la Timișoara", "Менторско писмо", "Mentorsko pismo", "Ødegård forteller", "Đorđevićeva škola", "Школа"]
    indexed(*(a_document(name, locale) for name in names))
    expected = [] if len(typed) < 2 else [title]
    assert [name for name in ask(client, typed, "en")[1] if name == title] == expected


def test_there_are_few_and_each_once(client: Client, db: None) -> None:
    for number in range(5):
        a_term("theme", f"letter-{number}", en=f"Letter {number}")
    indexed(*(a_document(f"Letter number {number}", facets={"theme": [f"letter-{number % 5}"]}) for number in range(30)))
    answer = ask(client, "letter")
    assert (len(answer[1]), len(set(answer[3]))) == (8, 8)
    assert [kind for kind in answer[2] if kind == "Theme"] == ["Theme"] * 3
    assert answer[4]["said"] == "8 suggestions"


def test_the_number_of_queries_does_not_grow(client: Client, db: None) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(client, "letter")
        return len(captured)

    a_term("theme", "letter", en="Letter")
    indexed(*(a_document(f"Letter {number}", facets={"theme": ["letter"]}) for number in range(3)))
    few = asked()
    indexed(*(a_document(f"Letter again {number}", facets={"theme": ["letter"]}) for number in range(40)))
    assert (asked() <= few, few <= 11) == (True, True), few  # the other languages are not asked where there is enough


def test_what_is_no_longer_public_is_not_offered_before_the_index_knows(client: Client, db: None) -> None:
    from core.models import Tag

    a_term("theme", "letters", en="Letters")
    [document] = indexed(a_document("Letter", facets={"theme": ["letters"]}))
    assert ask(client, "let")[1] == ["Letters", "Letter"]
    Tag.objects.get(slug=document.id).delete()
    assert ask(client, "let")[1] == []
    thing_behind(a_document("Letter that nobody has indexed yet"))
    assert ask(client, "let")[1] == []


def test_hostile_text_is_only_text(client: Client, engine: Engine) -> None:
    indexed(a_document("A letter b"), a_document("漢字 ъ ª"))
    for text in [*HOSTILE, "letter " * 10_000, "x" * 100_000]:
        ask(client, text)
