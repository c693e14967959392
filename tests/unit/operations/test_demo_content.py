"""The demo's content files are whole: every item in both languages, every field that a page asks for, every code known."""

from collections.abc import Iterator
from typing import Any

import pytest

from operations.demo.captions import LONGEST_LINE, broken
from operations.demo.content import LANGUAGES, Item, item, items, read

THEMES = {"mentoring", "young-artists", "heritage", "digital", "community", "funding"}
LOCALES = {"en", "ro", "nb", "sr-latn", "sr-cyrl", "sl", "mk", "hr"}
PRACTICE_WORDS = {
    "title", "solution", "context", "steps", "what_did_not_work", "conditions", "what_to_adapt", "first_steps", "evidence",
    "factors", "money_note", "duration", "skills", "space", "opinion", "adaptations",
}  # fmt: skip
MAY_BE_EMPTY = {"opinion", "adaptations"}


def every_item() -> list[Item]:
    return [found for folder in ("practices", "stories", "news", "lessons", "tasks") for found in items(folder)]


def texts(value: Any) -> Iterator[str]:
    """Every string below `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def codes(kind: str) -> set[str]:
    return set(read(f"terms/{kind}")) - {"kind"}


def words(text: str) -> int:
    return len(text.split())


def test_as_many_as_promised() -> None:
    found = {folder: len(items(folder)) for folder in ("practices", "stories", "news", "lessons")}
    assert found == {"practices": 6, "stories": 3, "news": 4, "lessons": 3}
    assert {practice.shared["country"] for practice in items("practices")} == {"RO", "NO", "RS"}
    assert [len(module["lessons"]) for module in item("course").shared["modules"]] == [2, 1]


@pytest.mark.parametrize("found", every_item(), ids=lambda found: found.key)
def test_both_languages_say_the_same_things(found: Item) -> None:
    english, romanian = (found.words[language] for language in LANGUAGES)
    assert set(english) == set(romanian) - {"slug"}
    for field, value in english.items():
        if isinstance(value, list):
            assert len(value) == len(romanian[field]), field
        elif value:
            assert value != romanian[field], f"{field} is not translated"


@pytest.mark.parametrize("practice", items("practices"), ids=lambda found: found.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_practice_has_every_required_field(practice: Item, language: str) -> None:
    said = practice.words[language]
    assert set(said) == PRACTICE_WORDS
    assert {field for field in PRACTICE_WORDS - MAY_BE_EMPTY if not said[field]} == set()
    assert len(said["solution"]) <= 160
    assert len(said["first_steps"]) == 3
    assert len(said["factors"]) == len(practice.shared["scores"])
    assert len(said["adaptations"]) == len(practice.shared["adapted_by"])
    assert all(len(row) == 4 and row[2] and row[3] for row in said["evidence"])
    assert 120 <= sum(words(text) for text in texts(said)) <= 650


@pytest.mark.parametrize("practice", items("practices"), ids=lambda found: found.key)
def test_every_code_is_a_term(practice: Item) -> None:
    asked = {kind: set(practice.shared[kind]) for kind in ("themes", "audiences", "methods", "disciplines")}
    assert {kind: found - codes(kind) for kind, found in asked.items()} == {kind: set() for kind in asked}
    assert 1 <= len(asked["themes"]) <= 3


def test_the_six_themes_have_a_name_and_a_synonym_in_all_eight_languages() -> None:
    themes = {code: data for code, data in read("terms/themes").items() if code != "kind"}
    assert set(themes) == THEMES
    short = {(code, language) for code, names in themes.items() for language in LOCALES if len(names.get(language, [])) < 2}
    assert short == set()


def test_every_theme_of_a_story_a_news_item_and_the_course_exists() -> None:
    asked = [*items("stories"), *items("news"), item("course")]
    assert {theme for found in asked for theme in found.shared["themes"]} <= THEMES


def test_every_organisation_and_person_that_is_named_exists() -> None:
    organisations, people = set(read("organisations")), set(read("people"))
    named = {key for found in items("practices") for key in [found.shared["lead"], *found.shared["partners"]]}
    named |= {key for found in [*items("stories"), *items("news")] for key in found.shared["organisations"]}
    assert named <= organisations
    assert {key for story in items("stories") for key in story.shared["protagonists"] if key} <= people


@pytest.mark.parametrize("found", every_item(), ids=lambda found: found.key)
def test_typography(found: Item) -> None:
    """Curly quotes everywhere; in Romanian the letters with a comma below, not the cedilla of other alphabets."""
    for language in LANGUAGES:
        said = [*texts(found.words[language]), *texts([slide[language] for slide in found.shared.get("slides", [])])]
        assert [text for text in said if any(mark in text for mark in "\"'şţŞŢ")] == []
    assert any(letter in text for text in texts(found.words["ro"]) for letter in "șțăâî")


@pytest.mark.parametrize("lesson", items("lessons"), ids=lambda found: found.key)
def test_every_lesson_is_spoken_in_sentences_that_fit_two_lines(lesson: Item) -> None:
    slides = lesson.shared["slides"]
    assert slides[0].get("is_title") is True
    assert 4 <= len(slides) <= 6
    assert [len(slide["en"]["say"]) for slide in slides] == [len(slide["ro"]["say"]) for slide in slides]
    sentences = [sentence for slide in slides for language in LANGUAGES for sentence in slide[language]["say"]]
    lines = [line for sentence in sentences for line in broken(sentence)]
    assert [line for line in lines if len(line) > LONGEST_LINE] == []
    assert 100 <= sum(words(sentence) for slide in slides for sentence in slide["en"]["say"]) <= 200
