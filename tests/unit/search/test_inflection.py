import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis.inflection import other_forms

MEET = {
    "en": "letter letters, story stories",
    "ro": "artisti artistilor, atelier atelierele, casa casei, mostenire mostenirii, roma romilor, vioara viori, brad brazi",
    "nb": "bunad bunader, jente jentene, eier eierne, drom drommen, kaste kastet",
    "hbs": "radionica radionicama, vosak voska, knjiga knjizi, djecu deca, mlijeko mleka, snimati snimanju, mentor mentorima",
    "sl": "lutka lutkah, crnic crnica, lonec lonca, oglati oglatih, florjan florjana, mentor mentorja",
    "mk": "dogovor dogovori, hor horot, kukla kuklite, ucenik ucenici, jazik jazikot, rabotilnica rabotilnicata, stipendija stipendiite",
}
PART = {
    "en": "letter lettering, art artist",
    "ro": "mentor mentorat",
    "nb": "mentor mentoravtale",
    "hbs": "mentor mentorstvo, rad radio, hor horizont",
    "sl": "mentor mentorstvo, glas glasba",
    "mk": "mentor mentorstvo",
}


def pairs(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, pair) for language, listed in words.items() for pair in listed.split(", ")]


@pytest.mark.parametrize(("language", "pair"), pairs(MEET))
def test_one_word_with_two_endings_meets_both_ways(language: str, pair: str) -> None:
    one, other = pair.split()
    assert (other in other_forms(one, language), one in other_forms(other, language)) == (True, True)


@pytest.mark.parametrize(("language", "pair"), pairs(PART))
def test_another_word_does_not(language: str, pair: str) -> None:
    one, other = pair.split()
    assert (other in other_forms(one, language), one in other_forms(other, language)) == (False, False)


def test_a_word_is_not_its_own_other_form_and_a_number_has_none() -> None:
    assert ("mentor" in other_forms("mentor", "hbs"), other_forms("2024", "hbs"), other_forms("mentor", "")) == (
        False,
        frozenset(),
        frozenset(),
    )


@given(st.text(alphabet="aeijktsd", min_size=1, max_size=40), st.sampled_from(sorted(MEET)))
@example("tetetetetetetetetetetetetetetete"[:30], "hbs")
def test_whatever_is_typed_has_not_too_many_other_forms(form: str, language: str) -> None:
    assert len(other_forms(form, language)) <= 2000
