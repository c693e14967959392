from search import statistics
from search.analysis.query import ParsedQuery, QueryWord, parse
from search.analysis.words import analyse
from search.ranking import Candidate, freshness, rank
from search.statistics import Counts
from tests.factories.search import NOW, days_ago


def candidate(
    pk: int, title: str = "", *, keywords: str = "", body: str = "", locale: str = "en", days: int = 0, kind: str = "page"
) -> Candidate:
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


def test_all_words_before_most_of_them_and_the_rare_word_before_the_common_one() -> None:
    both, titled = candidate(1, body="A mentor with a zither"), candidate(2, "A mentor", body="mentor " * 5)
    rare, common = candidate(3, body="A zither"), [candidate(pk, body="A mentor") for pk in range(4, 9)]
    assert order("mentor zither", *common, rare, titled, both)[:3] == [1, 2, 3]
    assert order("mentor zither", *common, rare)[0] == 3


def test_as_typed_before_the_lemma_before_another_ending() -> None:
    word = QueryWord("quokkas", ("quokkas",), ("quokka",), ("quokkae",))
    query = ParsedQuery((word,), typed=("quokkas",))
    kin, lemma, typed = candidate(1, "Two quokkae came"), candidate(2, "One quokka came"), candidate(3, "Two quokkas came")
    assert rank([kin, lemma, typed], query, language="en", now=NOW) == [3, 2, 1]


def test_the_very_letters_before_what_folds_to_them() -> None:
    assert order("råd", candidate(1, "Gode rad"), candidate(2, "Gode råd")) == [2, 1]
    assert order("rad", candidate(1, "Gode råd"), candidate(2, "Gode rad")) == [2, 1]


def test_the_reader_s_language_first_but_a_much_better_hit_wins() -> None:
    assert order("mentor", candidate(1, "A mentor", locale="ro"), candidate(2, "A mentor")) == [2, 1]
    assert order("mentor", candidate(1, body="A mentor"), candidate(2, "A mentor", locale="ro")) == [2, 1]
    sisters = [
        candidate(1, "Mentor", locale="sl"),
        candidate(2, "Mentor", locale="hr"),
        candidate(3, "Mentor", locale="sr-cyrl"),
    ]
    assert rank(sisters, parse("mentor", "sr-cyrl"), language="sr-cyrl", now=NOW) == [3, 2, 1]


def test_news_is_worth_a_fifth_more_today_and_a_tenth_after_a_quarter() -> None:
    fresh = [freshness(candidate(1, kind=kind, days=days), NOW) for kind in ("news", "page") for days in (0, 91, 182, 9999)]
    assert [round(factor, 3) for factor in fresh] == [1.2, 1.1, 1.05, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert order("mentor", candidate(1, "A mentor", kind="news", days=91), candidate(2, "A mentor", kind="news")) == [2, 1]


def test_a_title_is_met_with_the_words_that_say_nothing() -> None:
    assert order("school of mentors", candidate(1, "Mentors, a school"), candidate(2, "The school of mentors")) == [2, 1]
