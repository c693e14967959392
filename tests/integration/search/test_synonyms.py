"""Words that mean the same."""

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from search import remembered
from search.analysis.query import parse
from search.engines.base import Engine
from search.models import SynonymGroup
from search.models.synonym_group import MOST_GROUPS
from search.queries.search import SearchQuery, count, run
from search.queries.synonym_preview import preview
from search.queries.synonyms import Group, SynonymTable, saved, with_synonyms
from tests.factories.search import a_document, indexed

SEVERAL = "is not a single word. Words of a group stand for each other one by one; phrases cannot."


def group(*words: str, language: str = "") -> SynonymGroup:
    row = SynonymGroup(words="\n".join(words), language=language)
    row.full_clean()
    row.save()
    return row


def titles(text: str, language: str = "en", **more: Any) -> list[str]:
    return [hit.title for hit in run(SearchQuery(text=text, language=language), **more).hits]


def test_who_asks_for_one_finds_all_and_the_word_itself_first(engine: Engine) -> None:
    indexed(a_document("A workshop"), a_document("The atelier"), a_document("A letter"), a_document("Workshop and atelier"))
    assert sorted(titles("atelier")) == ["The atelier", "Workshop and atelier"]
    row = group("workshop", "atelier")
    assert sorted(titles("atelier")) == sorted(titles("workshops")) == ["A workshop", "The atelier", "Workshop and atelier"]
    assert (titles("atelier")[-1], titles("workshops")[-1]) == ("A workshop", "The atelier")
    assert count(SearchQuery(text="atelier"), without=()) == 3
    row.delete()
    assert sorted(titles("atelier")) == ["The atelier", "Workshop and atelier"]


def test_all_words_are_still_wanted_phrases_and_what_is_not_wanted_stay_as_typed(engine: Engine) -> None:
    indexed(a_document("A workshop for mentors"), a_document("An atelier"), a_document("The workshop"))
    group("workshop", "atelier")
    assert titles("atelier mentor") == ["A workshop for mentors"]
    assert sorted(titles("atelier -workshop")) == ["An atelier"]
    assert titles('"an atelier"') == ["An atelier"]


def test_a_synonym_is_marked_and_counted_in_facets(engine: Engine) -> None:
    indexed(a_document("A workshop", kind="news"), a_document("The atelier", kind="story"))
    group("workshop", "atelier")
    answer = run(SearchQuery(text="atelier"))
    assert [hit.title_marked for hit in answer.hits] == ["The <mark>atelier</mark>", "A <mark>workshop</mark>"]
    [kinds] = [facet for facet in answer.facets if facet.name == "kind"]
    assert {choice.value: choice.count for choice in kinds.choices} == {"news": 1, "story": 1}


def test_a_group_is_of_the_readers_language_or_of_all(engine: Engine) -> None:
    indexed(a_document("Радионица", "sr-cyrl"), a_document("Atelier", "ro"))
    group("radionica", "atelier", language="sr-latn")
    assert (titles("radionica", "sr-latn"), titles("radionica", "en")) == (["Радионица", "Atelier"], ["Радионица"])
    group("радионице", "ateliere")
    assert sorted(titles("radionice", "ro")) == ["Atelier", "Радионица"]


def test_a_word_with_many_synonyms_stays_a_question_of_one_word(db: None) -> None:
    """Twenty groups that share a word: no more than 64 terms are asked for."""
    for number in range(20):
        group("mentor", *(f"word{chr(97 + number)}{chr(97 + other)}" for other in range(19)))
    [word] = run_words("mentor")
    assert len(word.kin) == 64


def run_words(text: str) -> Any:
    return with_synonyms(parse(text, "en"), "en").words


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("workshop\n atelier \n\nWORKSHOP", "workshop\natelier"),
        ("workshop, atelier,", "workshop\natelier"),
        ("Đorđe\nЂорђе\nGeorge", "Đorđe\nGeorge"),
    ],
)
def test_words_are_kept_once_one_a_line(db: None, words: str, kept: str) -> None:
    assert group(words).words == kept


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("workshop", "A group has 2 to 20 different words."),
        ("Workshop\nworkshop", "A group has 2 to 20 different words."),
        ("\n".join(f"w{number}x" for number in range(21)), "A group has 2 to 20 different words."),
        (
            "workshop\nopen call",
            "“open call” is not a single word. Words of a group stand for each other one by one; phrases cannot.",
        ),
        ("workshop\n?!", "“?!” is not a single word. Words of a group stand for each other one by one; phrases cannot."),
    ],
)
def test_what_is_no_group_is_refused_with_a_sentence(db: None, words: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        group(words)
    assert refused.value.message_dict == {"words": [sentence]}


def test_no_more_than_five_hundred_groups(db: None) -> None:
    SynonymGroup.objects.bulk_create(SynonymGroup(words=f"a{number}\nb{number}") for number in range(MOST_GROUPS))
    with pytest.raises(ValidationError, match="There are 500 groups already"):
        group("workshop", "atelier")
    last = SynonymGroup.objects.order_by("-pk")[0]
    last.full_clean()


def test_another_process_sees_a_change_within_ten_seconds(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr("search.remembered.time.monotonic", lambda: now)
    assert saved.get().groups == ()
    SynonymGroup.objects.bulk_create([SynonymGroup(words="workshop\natelier")])  # as elsewhere: no signal here
    assert saved.get().groups == ()
    now += remembered.SECONDS
    assert saved.get().groups == (Group("", ("workshop", "atelier")),)


def test_many_threads_read_the_same_table(db: None) -> None:
    table = SynonymTable([Group("", ("workshop", "atelier"))])
    [word] = run_words("atelier")
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(table.meant(word, "en"))) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [["workshop"]] * 8


def test_the_preview_tells_what_is_new_what_moved_and_what_is_gone(db: None) -> None:
    indexed(*(a_document(f"Atelier {number}") for number in range(10)), a_document("Workshop and workshop"))
    indexed(a_document("Workshop: atelier, atelier, atelier"))
    before = preview("atelier", "en", Group("", ("x", "y")), instead_of=None)
    assert (before.changes_nothing, before.total_before, before.total_after, before.gone) == (True, 11, 11, [])
    found = preview("workshop", "en", Group("", ("workshop", "atelier")), instead_of=None)
    assert ([hit.title for hit in found.before], found.total_before, found.total_after) == (
        ["Workshop and workshop", "Workshop: atelier, atelier, atelier"],
        2,
        12,
    )
    moved = {place.hit.title: (place.now, place.before) for place in found.after if place.before is not None}
    assert moved == {"Workshop: atelier, atelier, atelier": (1, 2), "Workshop and workshop": (2, 1)}
    assert [place.before for place in found.after[2:]] == [None] * 8
    assert SynonymGroup.objects.count() == 0


def test_the_preview_puts_the_form_in_the_place_of_the_saved_group(db: None) -> None:
    indexed(a_document("A workshop"), a_document("The atelier"), a_document("A studio"))
    row = group("workshop", "atelier")
    found = preview("atelier", "en", Group("", ("studio", "atelier")), instead_of=row.pk)
    assert [hit.title for hit in found.before] == ["The atelier", "A workshop"]
    assert [place.hit.title for place in found.after] == ["The atelier", "A studio"]
    assert [hit.title for hit in found.gone] == ["A workshop"]
