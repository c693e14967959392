from hypothesis import given
from hypothesis import strategies as st

from search.analysis.query import ParsedQuery, QueryWord, parse, with_known_lemmas


def test_words_phrases_and_an_open_end() -> None:
    assert parse("mentors „Two Letters“ mento*", "en") == ParsedQuery(
        words=(
            QueryWord("mentors", ("mentors",), ("mentor",)),
            QueryWord("Two", ("two",)),
            QueryWord("Letters", ("letters",), ("letter",)),
            QueryWord("mento", ("mento",), is_prefix=True),
        ),
        phrases=(("two", "letters"),),
    )


def test_nothing_is_an_operator() -> None:
    parsed = parse('NEAR(a b) AND title:x OR -y ^z "', "en")
    assert [word.text for word in parsed.words] == ["NEAR", "a", "b", "AND", "title", "x", "OR", "y", "z"]
    assert parsed.phrases == ()


def test_a_learnt_lemma_joins_the_word_that_no_list_knows() -> None:
    parsed = with_known_lemmas(parse("artisti", "ro"), {"artisti": ["artist", "artisti"]})
    assert parsed.words == (QueryWord("artisti", ("artisti",), ("artist",)),)


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    parsed = parse(text, "sr-cyrl")
    assert len(parsed.words) <= 20
    assert all(word.forms for word in parsed.words)
