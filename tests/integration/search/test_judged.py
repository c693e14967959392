"""The queries of the prototype: which of eight one-line documents in seven languages each of them finds, exactly."""

import pytest

from search.queries.hits import Hit
from search.queries.search import SearchQuery, run
from search.services.vocabulary import learn_text
from tests.factories.search import a_document, indexed

DOCUMENTS = {
    1: ("sr-cyrl", "Радионица за младе уметнике: Ђорђе Шћепановић"),
    2: ("sr-latn", "Radionice u školama, Đorđević"),
    3: ("hr", "Umjetničke radionice i mentorstvo"),
    4: ("sl", "Delavnice za mlade umetnice, šole"),
    5: ("mk", "Менторите и уметниците на работилницата во Скопје"),
    6: ("nb", "Mentorene og kunstnerne på Røros: læring i verkstedet"),
    7: ("ro", "Atelierele artiştilor tineri: moștenirea romilor"),
    8: ("en", "Workshops with young artists and mentors"),
}
# 8 beside 7: Romanian and English share the lemma `artist`.
QUERIES = [
    ("radionica", "sr-latn", {1, 2, 3}),
    ("радионице", "sr-cyrl", {1, 2, 3}),
    ("radionicama", "hr", {1, 2, 3}),
    ("djordjevic", "sr-latn", {2}),
    ("dordevic", "sr-latn", {2}),
    ("Ђорђевић", "sr-cyrl", {2}),
    ("scepanovic", "en", {1}),
    ("delavnica", "sl", {4}),
    ("sole", "sl", {4}),
    ("ментор", "mk", {5, 6, 8}),
    ("mentor", "mk", {5, 6, 8}),
    ("rabotilnica", "mk", {5}),
    ("roros", "en", {6}),
    ("roeros", "en", {6}),
    ("kunstner", "nb", {6}),
    ("laering", "nb", {6}),
    ("artiști", "ro", {7, 8}),
    ("artişti", "ro", {7, 8}),
    ("artisti", "ro", {7, 8}),
    ("mostenire", "ro", {7}),
    ("atelier", "ro", {7}),
    ("workshop", "en", {8}),
    ("mentor", "en", {5, 6, 8}),
    ('"mlade umetnice"', "sl", {4}),
    ('"umetnice mlade"', "sl", set()),
]


@pytest.fixture
def _documents(db: None) -> None:
    indexed(*(a_document(text, locale, id=str(number)) for number, (locale, text) in DOCUMENTS.items()))


@pytest.mark.usefixtures("_documents")
def test_every_query_finds_exactly_what_is_expected() -> None:
    learn_text("artiști", "ro")  # as the name of a term would have taught it
    found = [(text, language, {int(hit.id) for hit in _hits(text, language)}) for text, language, _expected in QUERIES]
    assert found == QUERIES


@pytest.mark.usefixtures("_documents")
def test_an_unfinished_word_goes_on_where_nothing_has_it_as_it_is() -> None:
    assert [{int(hit.id) for hit in _hits(text, "en")} for text in ("artistil", "mento", "mentor*")] == [
        {7},
        {3, 5, 6, 8},
        {3, 5, 6, 8},
    ]


def _hits(text: str, language: str) -> list[Hit]:
    return run(SearchQuery(text=text, language=language)).hits
