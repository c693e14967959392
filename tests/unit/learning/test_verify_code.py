"""The code of a certificate: unambiguous, forgiving to readers, and no single slip leads to another certificate."""

import random

from hypothesis import given
from hypothesis import strategies as st

from learning.verify_code import ALPHABET, LENGTH, canonical, grouped, is_well_formed, new_code


def test_codes_are_unique_and_in_their_own_alphabet() -> None:
    codes = {new_code() for _ in range(2000)}
    assert (len(codes), {len(code) for code in codes}) == (2000, {LENGTH})
    assert set("".join(codes)) == set(ALPHABET)
    assert all(map(is_well_formed, codes))
    assert not set("ILOU") & set(ALPHABET)


def test_every_wrong_character_and_every_swap_is_noticed() -> None:
    code = new_code()
    slipped = {code[:at] + other + code[at + 1 :] for at in range(LENGTH) for other in ALPHABET} - {code}
    for first in range(LENGTH):
        for second in range(first + 1, LENGTH):
            swapped = list(code)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            slipped |= {"".join(swapped)} - {code}
    assert len(slipped) > 28 * 31
    assert [one for one in slipped if is_well_formed(one)] == []


def test_it_is_read_however_it_is_typed() -> None:
    lookalikes = {"0": "0oOОо", "1": "1iIlLІі", "A": "aAАа", "B": "bBВв", "C": "cCСс", "E": "eEЕе", "X": "xXХх", "J": "jJЈј"}
    dice = random.Random(20261002)
    codes = [new_code() for _ in range(300)]
    typed = [
        "".join(dice.choice(lookalikes.get(one, one + one.lower())) + dice.choice(["", "", "-", " "]) for one in code)
        for code in codes
    ]
    assert list(map(canonical, typed)) == codes


def test_it_is_printed_in_groups() -> None:
    assert grouped("0123456789ABCDEFGHJKMNPQRSTV") == "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    known = canonical(text)
    if is_well_formed(known):
        assert canonical(grouped(known)) == known
