from search import statistics
from search.analysis.query import parse
from search.analysis.words import analyse
from search.ranking import Candidate, rank
from search.statistics import Counts
from tests.factories.search import NOW, days_ago


def candidate(pk: int, title: str = "", *, keywords: str = "", body: str = "", locale: str = "en", days: int = 0, kind: str = "page") -> Candidate:
    counted = statistics.write(title=analyse(title, "en"), keywords=analyse(keywords, "en"), body=analyse(body, "en"))
    return Candidate(pk, kind, title, locale, days_ago(days), 1.0, counted)


def order(query: str, *candidates: Candidate) -> list[int]:
    return rank(list(candidates), parse(query, "en"), language="en", now=NOW)


def test_title_before_keyword_before_body() -> None:
    found = order("mentor", candidate(1, body="mentor"), candidate(2, "A mentor"), candidate(3, keywords="mentor"))
    assert found == [2, 3, 1]


def test_the_form_that_was_typed_before_its_lemma() -> None:
    assert order("mentors", candidate(1, "One mentor came"), candidate(2, "Two mentors came")) == [2, 1]


def test_the_whole_title_before_the_phrase_before_the_words() -> None:
    words, phrase, whole = (
        candidate(1, "A goal without a letter"),
        candidate(2, "The goal letter and more"),
        candidate(3, "Goal letter"),
    )
    assert order("goal letter", words, phrase, whole) == [3, 2, 1]


def test_newer_and_own_language_decide_between_equals() -> None:
    assert order("mentor", candidate(1, "Mentor", days=900), candidate(2, "Mentor")) == [2, 1]
    assert order("mentor", candidate(1, "Mentor", locale="ro"), candidate(2, "Mentor")) == [2, 1]


def test_statistics_are_read_back_term_by_term() -> None:
    text = statistics.write(
        title=analyse("Two letters", "en"), keywords=analyse("letter", "en"), body=analyse("A letter", "en")
    )
    assert statistics.read(text, "letter") == Counts(title_lemma=1, keyword=1, body_form=1)
    assert statistics.read(text, "lette", is_prefix=True) == Counts(title_form=1, title_lemma=1, keyword=1, body_form=1)
    assert statistics.read(text, "ette") == Counts()
