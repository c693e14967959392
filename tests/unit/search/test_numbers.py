import pytest

from search.analysis.query import parse
from search.analysis.words import analyse


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("1 000", [("1000",)]),
        ("1.000", [("1000",)]),
        ("12,345,678", [("12345678",)]),
        ("2 000\u00a0000", [("2000",), ("0", "000")]),
        ("2024", [("2024",)]),
        ("2020 100", [("2020",), ("100",)]),
        ("room 5 100s", [("room",), ("5",), ("100s",)]),
        ("007", [("7", "007")]),
        ("12. 5. 2025", [("20250512", "0512", "12", "5", "2025")]),
        ("12.05.2025.", [("20250512", "0512", "12", "5", "2025")]),
        ("12/5/2025", [("20250512", "0512", "12", "5", "2025")]),
        ("2025-05-12", [("20250512", "0512", "12", "5", "2025")]),
        ("5.5.", [("0505", "5")]),
        ("32.5.", [("32",), ("5",)]),
        ("WCAG 2.2", [("wcag",), ("2",), ("2",)]),
        ("1.–3. 5. 2025", [("1",), ("20250503", "0503", "3", "5", "2025")]),
        ("٣ 3D", [("٣",), ("3d",)]),
    ],
)
def test_numbers_and_days_in_a_text(text: str, forms: list[tuple[str, ...]]) -> None:
    assert [word.terms.forms for word in analyse(text, "sl")] == forms


def test_what_is_typed_meets_what_is_written() -> None:
    asked = ("1000", "1 000", "12.5.", "12. 5. 2025", "12. 5. 2024", "2025", "5.12.")
    written = "1.000 ljudi, 12. 5. 2025"
    held = frozenset().union(*(word.terms.all for word in analyse(written, "sl")))
    assert {text: all(not held.isdisjoint(word.all) for word in parse(text, "sl").words) for text in asked} == {
        "1000": True,
        "1 000": True,
        "12.5.": True,
        "12. 5. 2025": True,
        "12. 5. 2024": False,
        "2025": True,
        "5.12.": False,
    }
