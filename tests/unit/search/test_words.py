from search.analysis.words import Terms, analyse


def test_words_know_where_they_stand_in_the_original_text() -> None:
    text = "Într-o zi: „Ђорђе“ и ма\u00adма!"
    assert [(word.text, text[word.start : word.end] == word.text) for word in analyse(text, "sr-cyrl")] == [
        ("Într", True),
        ("o", True),
        ("zi", True),
        ("Ђорђе", True),
        ("и", True),
        ("ма\u00adма", True),
    ]


def test_a_word_has_its_forms_and_its_lemma_in_its_own_language() -> None:
    cases = {"en": "mentors", "ro": "artiştilor", "nb": "kunstnerne", "sl": "delavnice", "mk": "менторите"}
    assert {locale: analyse(word, locale)[0].terms for locale, word in cases.items()} == {
        "en": Terms(("mentors",), ("mentor",)),
        "ro": Terms(("artistilor",), ("artist",)),
        "nb": Terms(("kunstnerne",), ("kunstner",)),
        "sl": Terms(("delavnice",), ("delavnica",)),
        "mk": Terms(("mentorite",), ("mentor",)),
    }


def test_serbian_in_both_scripts_and_croatian_share_their_words() -> None:
    words = {"sr-latn": "radionicama", "sr-cyrl": "радионицама", "hr": "radionicama"}
    assert {analyse(word, locale)[0].terms for locale, word in words.items()} == {Terms(("radionicama",), ("radionica",))}


def test_what_is_too_long_is_no_word() -> None:
    assert [word.text for word in analyse("x" * 81 + " short", "en")] == ["short"]
