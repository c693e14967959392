"""What a reader types, met by what the site says: through the vocabulary, the engine and the ranking."""

import pytest

from cms.news.models import NewsArticle, NewsIndexPage
from core.models import Term, TermText
from search.queries.search import Answer, SearchQuery, run
from search.services.outbox import drain
from tests.factories.search import a_document, indexed


def ask(text: str, language: str = "en") -> Answer:
    return run(SearchQuery(text=text, language=language))


def found(text: str, language: str = "en") -> list[str]:
    return [hit.id for hit in ask(text, language).hits]


def test_a_romanian_term_finds_what_a_slovenian_page_carries(news_section: NewsIndexPage) -> None:
    page = NewsArticle(title="Pisma v Celju", slug="pisma", lead="Kdo piše?", body=[("text", "<p>Zvon.</p>")])
    news_section.add_child(instance=page)
    term = Term.objects.create(kind="theme", code="mentoring")
    for language, name in (("ro", "Îndrumare"), ("sl", "Mentorstvo"), ("mk", "Менторство")):
        TermText.objects.create(parent=term, language=language, name=name)
    page.themes.add(term)
    page.save_revision().publish()
    drain()
    # Inflected and without marks too: the names of terms have taught their words.
    for text, language in (("îndrumare", "ro"), ("indrumarii", "ro"), ("mentorstvu", "sl"), ("менторството", "mk")):
        assert [hit.title for hit in ask(text, language).hits] == ["Pisma v Celju"], text


def test_another_ending_is_met_and_marked(db: None) -> None:
    indexed(a_document("Žiga Črnič in lutke", "sl", id="ziga"), a_document("Mentorstvo", "sl", id="other"))
    answers = [
        ask(text, language) for text, language in (("Črniča", "sl"), ("lutkah", "sl"), ("lutkah", "en"), ("mentorjem", "sl"))
    ]
    assert [[hit.title_marked for hit in answer.hits] for answer in answers] == [
        ["Žiga <mark>Črnič</mark> in lutke"],
        ["Žiga Črnič in <mark>lutke</mark>"],
        ["Žiga Črnič in <mark>lutke</mark>"],
        [],
    ]


def test_most_of_the_words_are_enough_where_nothing_has_them_all(db: None) -> None:
    indexed(
        a_document("A bell and a letter", id="two", body="From the tower"),
        a_document("A letter", id="one"),
        a_document("A pencil", id="none"),
    )
    answers = [ask(text) for text in ("letter bell", "letter bell quokka", "letter quokka wombat", "wombat quokka", "-letter")]
    assert [(sorted(hit.id for hit in answer.hits), answer.is_partial) for answer in answers] == [
        (["two"], False),
        (["two"], True),
        (["one", "two"], True),
        ([], False),
        (["one", "two"], False),
    ]


def test_a_misspelt_word_is_corrected_although_the_others_are_found(db: None) -> None:
    indexed(a_document("A letter", id="letter"), a_document("The mentor of a letter", id="both"))
    answer = ask("the letter of a mnetor")
    assert ({hit.id for hit in answer.hits}, answer.did_you_mean) == ({"letter", "both"}, "the letter of a mentor")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("letter -bell", ["letter"]),
        ('letter -"the bell"', ["letter", "bells"]),
        ("letter -mentor", ["letter", "bells", "bell"]),
        ("-mentor", []),
        ("letter quokka -bell", ["letter"]),
    ],
)
def test_a_minus_takes_away(db: None, text: str, ids: list[str]) -> None:
    indexed(
        a_document("Letter", id="letter"),
        a_document("Letter of bells and towers", id="bells"),
        a_document("Letter by the bell", id="bell"),
    )
    assert sorted(found(text)) == sorted(ids)


def test_numbers_and_days_are_met_however_they_are_written(db: None) -> None:
    indexed(
        a_document("Razpis za 1.000 evrov, rok 12. 5. 2025", "sl", id="first"),
        a_document("Razpis za 1000 evrov, rok 2025-05-13", "sl", id="second"),
        a_document("Soba 12 v 5. nadstropju", "sl", id="room"),
    )
    asked = ("1 000 evrov", "1000 evrov", "12.5.", "13. 5. 2025", "12. 5. 2024", "12 5")
    assert [sorted(found(text, "sl")) for text in asked] == [["first", "second"]] * 2 + [
        ["first"],
        ["second"],
        [],
        ["first", "room"],
    ]


def test_words_with_very_many_other_endings_are_asked_too(db: None) -> None:
    indexed(a_document("Pismo", "hr", id="letter"))
    asked = " ".join(f"{first}et{second}ejetetetetetetetetetetjima" for first in "abcd" for second in "abcd")
    assert [found(f"{asked} pismo"[-200:], language) for language in ("hr", "sl", "en")] == [["letter"]] * 3


def test_a_query_of_words_that_say_nothing_finds_them(db: None) -> None:
    indexed(a_document("To be or not to be", id="hamlet"), a_document("A letter to him", id="letter"))
    assert [sorted(found(text)) for text in ("to be", "how to letter", '"to be or"')] == [["hamlet"], ["letter"], ["hamlet"]]
