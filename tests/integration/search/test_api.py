from typing import Any

import pytest
from django.test import Client

from search.documents import Passage
from tests.factories.search import a_document, indexed

CUES = [
    Passage("Send your letter two weeks before.", seconds=12.4),
    Passage("Nobody reads this.", seconds=20),
    Passage("Read both letters aloud.", seconds=41),
    Passage("A letter & <b>a pen</b>.", seconds=68),
    Passage("The last letter.", seconds=3700),
]


def get(client: Client, query: str) -> tuple[int, Any]:
    response = client.get(f"/api/search?{query}")
    return response.status_code, response.json()


def test_a_whole_answer(client: Client, db: None) -> None:
    indexed(
        a_document(
            "Your first meeting", id="lesson:1:en", kind="handbook", url="/en/learn/first/", summary="How to begin.",
            facets={"year": ["2026"], "country": ["RO"]}, passages=CUES,
        )
    )  # fmt: skip
    status, answer = get(client, "q=letter&country=RO&ui=ro")
    passages = answer["results"][0].pop("passages")
    assert (status, answer) == (
        200,
        {
            "total": 1,
            "promoted": [],
            "results": [
                {
                    "id": "lesson:1:en",
                    "kind": "handbook",
                    "locale": "en",
                    "url": "/en/learn/first/",
                    "title": "Your first meeting",
                    "snippet": "How to begin.",
                }
            ],
            "facets": {
                "kind": [{"value": "handbook", "label": "handbook", "count": 1}],
                "country": [{"value": "RO", "label": "România", "count": 1}],
                "year": [{"value": "2026", "label": "2026", "count": 1}],
                "lang": [{"value": "en", "label": "English", "count": 1}],
            },
            "did_you_mean": None,
            "limited": False,
        },
    )
    every = [
        {"text": "Send your <mark>letter</mark> two weeks before.", "url": "/en/learn/first/?t=12"},
        {"text": "Read both <mark>letters</mark> aloud.", "url": "/en/learn/first/?t=41"},
        {"text": "A <mark>letter</mark> &amp; &lt;b&gt;a pen&lt;/b&gt;.", "url": "/en/learn/first/?t=68"},
        {"text": "The last <mark>letter</mark>.", "url": "/en/learn/first/?t=3700"},
    ]
    assert len(passages) == 3
    assert passages == [passage for passage in every if passage in passages]


def test_a_misspelt_word_is_corrected_to_one_that_finds_something(client: Client, db: None) -> None:
    indexed(a_document("Менторско писање", "sr-cyrl"), a_document("Učenje uz pisma", "sr-latn"))
    assert [get(client, f"q={text}&ui=sr-latn")[1]["did_you_mean"] for text in ("ucemje", "ментроско", "xyzxyz")] == [
        "učenje",
        "менторско",
        None,
    ]


def test_an_empty_query_browses_and_filters(client: Client, db: None) -> None:
    indexed(a_document("One", id="one", kind="news"), a_document("Two", id="two", kind="story"))
    answers = [get(client, query)[1] for query in ("", "kind=news", "kind=news&kind=story", "kind=none")]
    assert [sorted(hit["id"] for hit in answer["results"]) for answer in answers] == [
        ["one", "two"],
        ["one"],
        ["one", "two"],
        [],
    ]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("q=" + "x" * 201, "q may have 200 characters at most."),
        ("page=0", "page must be a whole number from 1 to 1000."),
        ("page=two", "page must be a whole number from 1 to 1000."),
        ("page=9999999999999999999999", "page must be a whole number from 1 to 1000."),
        ("ui=de", "ui must be one of en, ro, nb, sr-latn, sr-cyrl, sl, mk, hr."),
        ("theme=" + "x" * 101, "theme may have 30 values of 100 characters at most."),
        ("&".join(f"year={year}" for year in range(1990, 2026)), "year may have 30 values of 100 characters at most."),
    ],
)
def test_what_cannot_be_answered_is_said(client: Client, db: None, query: str, detail: str) -> None:
    assert get(client, query) == (400, {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": detail})


HOSTILE = [
    '"', '""', '"a', "'", "*", "a*", "**a**", "NEAR(a b)", "a AND", "OR", "title:a", "{title} : a", "^a", "-a", "a\0b", "\0",
    "(", ")", "😀", "👩‍👩‍👧", "e\u0301\u0301\u0301", "\u202eabc", "ª²", "ⅷ", "𐍈𐍉", "漢字", "ﷺ", "%", "%s", "{0}", "<script>",
    "a;DROP TABLE x", "\ud7ff", "_", "٣", "ꟸ𝒜", "ก็็็", "a " * 100, "ђ" * 200, "word " * 40, '"a b" "b c" "', "‘’“”„«»", "\r\n\t",
    "𞤀", "ъ", "ь",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(client: Client, db: None, text: str) -> None:
    indexed(a_document("A letter b"), a_document("漢字 ъ ª"))
    statuses = [
        client.get(path, {"q": text, "kind": text, "page": text}).status_code for path in ("/en/search/", "/api/search")
    ]
    assert statuses[0] == 200
    assert statuses[1] in {200, 400}
    assert client.get("/api/search", {"q": text[:200]}).status_code == 200
    assert client.get("/api/search", {"q": f"letter {text}"[:200], "theme": "\0'"}).status_code == 200


def test_ten_kilobytes_are_refused_by_the_api_and_cut_by_the_page(client: Client, db: None) -> None:
    assert client.get("/api/search", {"q": "letter " * 1500}).status_code == 400
    response = client.get("/en/search/", {"q": "letter " * 1500})
    assert (response.status_code, response.context["was_cut"]) == (200, True)
