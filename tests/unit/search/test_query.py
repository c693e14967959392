from hypothesis import given
from hypothesis import strategies as st

from search.analysis.query import KnownWord, ParsedQuery, QueryWord, parse, with_known_words


def test_words_phrases_and_an_open_end() -> None:
    assert parse("mentors „Two Letters“ mento*", "en") == ParsedQuery(
        words=(
            QueryWord("mentors", ("mentors",), ("mentor",)),
            QueryWord("Two", ("two",)),
            QueryWord("Letters", ("letters",), ("letter",)),
            QueryWord("mento", ("mento",), is_prefix=True),
        ),
        phrases=(("two", "letters"),),
        typed=("mentors", "Two", "Letters", "mento"),
    )


def test_nothing_is_an_operator() -> None:
    parsed = parse('NEAR(c b) NOT title:x XOR - y ^z "', "en")
    assert [word.text for word in parsed.words] == ["NEAR", "c", "b", "NOT", "title", "x", "XOR", "y", "z"]
    assert (parsed.phrases, parsed.without) == ((), ())


def test_a_minus_takes_away_what_stands_right_behind_it() -> None:
    parsed = parse('mentor -letters -"two men" -Bråthen-Ødegård pen-friend', "en")
    assert [word.text for word in parsed.words] == ["mentor", "pen", "friend"]
    assert parsed.without == (
        QueryWord("letters", ("letters",), ("letter",)),
        QueryWord("Bråthen", ("brathen", "braathen")),
        QueryWord("Ødegård", ("odegard", "odegaard", "oedegard", "oedegaard")),
    )
    assert (parsed.phrases, parsed.without_phrases) == ((), (("two", "men"),))


def test_a_minus_beside_nothing_takes_nothing_away() -> None:
    assert [(parse(text, "en").words[0].text, parse(text, "en").without) for text in ("-mentor", '-"a mentor"')] == [
        ("mentor", ()),
        ("mentor", ()),
    ]


def test_words_that_say_nothing_are_dropped_beside_those_that_do() -> None:
    asked = {
        "en": "How to write to the mentor",
        "ro": "cum să scrii către mentor",
        "nb": "på vei til en mentor",
        "sl": "kako pisati za mentorja",
        "hr": "što je među mentorima",
        "sr-cyrl": "како писати међу менторима",
        "mk": "колку треба да пишува менторот",
    }
    assert {locale: [word.text for word in parse(text, locale).words] for locale, text in asked.items()} == {
        "en": ["write", "mentor"],
        "ro": ["scrii", "către", "mentor"],
        "nb": ["vei", "mentor"],
        "sl": ["pisati", "mentorja"],
        "hr": ["što", "mentorima"],
        "sr-cyrl": ["писати", "менторима"],
        "mk": ["пишува", "менторот"],
    }
    assert [word.text for word in parse("to be or for", "en").words] == ["to", "be", "or", "for"]
    assert parse('"to the mentor"', "en").phrases == (("to", "the", "mentor"),)


def test_what_the_site_has_learnt_joins_the_word_that_no_list_knows() -> None:
    known = {"artisti": KnownWord(lemmas=("artist", "artisti"), kin=("artist", "artiste"))}
    parsed = with_known_words(parse("artisti", "ro"), known)
    assert parsed.words == (QueryWord("artisti", ("artisti",), ("artist",), ("artiste",)),)


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    parsed = parse(text, "sr-cyrl")
    assert len(parsed.words) <= 20
    assert all(word.forms for word in parsed.words)
