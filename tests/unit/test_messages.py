"""The Romanian catalogue: whole, with the placeholders of its originals, and not behind the templates."""

import re
from pathlib import Path

import polib

ROOT = Path(__file__).parents[2]
CATALOGUE = polib.pofile(str(ROOT / "locale/ro/LC_MESSAGES/django.po"))
FORMS = 3
PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d+)?[a-z]|\{\w*\}|%%")
LITERAL = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")


def _names(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_is_translated_and_nothing_is_guessed() -> None:
    assert len(CATALOGUE) > 0
    assert [entry.msgid for entry in CATALOGUE if entry.obsolete or entry.fuzzy or not all(_texts(entry))] == []
    assert [entry.msgid for entry in CATALOGUE if entry.msgid_plural and len(entry.msgstr_plural) != FORMS] == []


def test_placeholders_are_those_of_the_message() -> None:
    different = [
        entry.msgid
        for entry in CATALOGUE
        for text in _texts(entry)
        if _names(text) != _names(entry.msgid_plural or entry.msgid)
    ]
    assert different == []


def test_what_templates_say_stands_in_the_catalogue() -> None:
    known = {entry.msgid for entry in CATALOGUE}
    said = {
        double or single
        for path in (ROOT / "templates").rglob("*.html")
        for double, single in LITERAL.findall(path.read_text())
    }
    assert said
    assert sorted(said - known) == []
