"""Lists as spreadsheets write them."""

import itertools

import pytest

from learning.people_list import Person, UnreadableListError, language_code, read_list

PEOPLE = [
    Person(2, "ana@example.org", "Ana Ionescu", "ro", "Toamnă"),
    Person(4, "ola@example.org", 'Ola "O" Nordmann; Ås', "", ""),
]


def written(separator: str, ending: str) -> str:
    rows = [
        ["E-mail", "Numele", "phone", "Limba", "Grup"],
        ["Ana@example.org ", " Ana Ionescu", "1", "ro", "Toamnă"],
        ["", "", "", "", ""],
        ["ola@example.org", '"Ola ""O"" Nordmann; Ås"', "2", "", ""],
    ]
    return "".join(separator.join(row) + ending for row in rows)


@pytest.mark.parametrize(
    ("separator", "ending", "encoding"),
    list(itertools.product(";,\t", ("\n", "\r\n"), ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"))),
)
def test_every_spreadsheet_says_the_same(separator: str, ending: str, encoding: str) -> None:
    assert read_list(written(separator, ending).encode(encoding)) == PEOPLE


def test_the_columns_may_stand_in_any_order() -> None:
    cells = {"e-mail": "ana@example.org", "name": "Ana", "language": "nb", "cohort": "A"}
    for order in itertools.permutations(cells):
        text = ";".join(order) + "\n" + ";".join(cells[name] for name in order)
        assert read_list(text.encode()) == [Person(2, "ana@example.org", "Ana", "nb", "A")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The first row has to name the columns"),
        (b"name;cohort\nAna;A\n", "The first row has to name the columns"),
        (b"e-mail;e-mail\na@example.org;b@example.org\n", "The first row has to name the columns"),
        (b"e-mail\n\n", "There is nobody in the list."),
        ("e-mail;name\nana@example.org;Năsăud".encode("cp1250"), "neither in UTF-8 nor in UTF-16"),
        (b"e-mail\n" + b"a@example.org\n" * 5001, "The list is too long"),
        (b"\xff\xfe\x00", "neither in UTF-8 nor in UTF-16"),
    ],
)
def test_what_is_no_list_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableListError, match=words):
        read_list(data)


def test_languages_are_known_by_code_and_name() -> None:
    typed = ["ro", "RO", "sr_Latn", "Norwegian Bokmål", "klingon"]
    assert [language_code(one) for one in typed] == ["ro", "ro", "sr-latn", "nb", None]
