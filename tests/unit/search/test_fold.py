import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.fold import fold, normalise, readings, typed_readings

LATIN = "abcdefghijklmnopqrstuvwxyzăâîșțşţćčđšžåæøéöüñçłßðþŋŧıœ"
CYRILLIC = "абвгдђѓежзѕиѝјкќлљмнњопрстћуфхцчџшйщъыьэюяё"
WORDS = st.text(alphabet=LATIN + LATIN.upper() + CYRILLIC + CYRILLIC.upper() + "0123456789", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("artiştilor", ("artistilor",)),
        ("artiștilor", ("artistilor",)),
        ("Røros", ("roros", "roeros")),
        ("læring", ("laering",)),
        ("Łódź", ("lodz",)),
        ("Straße", ("strasse",)),
        ("Đorđević", ("djordjevic", "dordevic")),
        ("Ђорђевић", ("djordjevic", "dordevic")),
        ("Djordjević", ("djordjevic",)),
        ("Шћепановић", ("scepanovic",)),
        ("Ѓорѓи", ("gjorgji", "gorgi")),
        ("Ќосев", ("kjosev", "kosev")),
        ("Ødegård", ("odegard", "odegaard", "oedegard", "oedegaard")),
        ("Bråthen", ("brathen", "braathen")),
        ("Åse", ("ase", "aase")),
        ("ѝ", ("i",)),
        ("мой", ("moj",)),
        ("щука", ("stuka", "scuka")),
        ("Юля", ("julja",)),
        ("ъгъл", ("agal", "gl")),
        ("ŋuorra", ("nuorra", "nguorra")),
        ("Þóra", ("thora",)),
        ("Guðrún", ("gudrun",)),
        ("ruŧŧa", ("rutta",)),
        ("kadıköy", ("kadikoy",)),
        ("İzmir", ("izmir",)),
        ("œuvre", ("oeuvre",)),
        ("Ǆamija", ("dzamija",)),
        ("Црнић", ("crnic",)),
        ("Ştefania", ("stefania",)),
        ("Ionescu-", ("ionescu-",)),
        ("ма\u00adма", ("mama",)),
        ("cafe\u0301", ("cafe",)),
        ("и\u0306", ("j",)),
    ],
)
def test_words_are_read_as_people_type_them(word: str, expected: tuple[str, ...]) -> None:
    assert readings(word) == expected


def test_digraphs_of_a_bare_keyboard_are_read_too() -> None:
    assert [typed_readings(word) for word in ("shkola", "zhivot", "škola")] == [
        ("shkola", "skola"),
        ("zhivot", "zivot"),
        ("skola",),
    ]


@given(WORDS)
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(WORDS)
def test_what_is_folded_is_lower_case_ascii(word: str) -> None:
    assert all(reading.isascii() and reading == reading.lower() for reading in readings(word))


@given(WORDS)
def test_case_makes_no_difference(word: str) -> None:
    assert fold(word.upper().lower()) == fold(word.lower())


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    assert len(readings(text)) <= 8
    assert normalise(normalise(text)) == normalise(text)
