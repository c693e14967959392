"""What the cue editor does to a list of cues, in the JavaScript that browsers run."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.tracks.parsing import parse

ROOT = Path(__file__).resolve().parents[3]
MODULES = ("operations", "problems", "clock", "history")
ASK = """
import { createInterface } from "node:readline";
const modules = Object.assign({}, ...await Promise.all(%s.map((name) => import(`${process.argv[1]}/${name}.js`))));
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line);
  const answer = name === "History" ? replay(new modules.History(0), values) : modules[name](...values);
  console.log(JSON.stringify(answer ?? null));
}
function replay(history, steps) {
  return steps.map(([what, ...values]) => { history[what](...values); return history.state; });
}
"""
Cue = dict[str, Any]
Call = Callable[..., Any]
LATEST = 359_999_999


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """Call an exported function; one Node answers all questions."""
    node = ROOT / ".venv/bin/node"
    words = [str(node), "--input-type=module", "-e", ASK % json.dumps(MODULES), (ROOT / "static/js/admin/cues").as_uri()]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        questions, answers = process.stdin, process.stdout
        assert questions is not None
        assert answers is not None

        def ask(*words: Any) -> Any:
            print(json.dumps(words), file=questions, flush=True)
            return json.loads(answers.readline())

        yield ask
        questions.close()
        process.wait(timeout=20)


def cue(number: int, start: int, end: int, text: str = "") -> Cue:
    return {"id": number, "start": start, "end": end, "text": text}


texts = st.lists(
    st.sampled_from(["one", "two", "<i>", "</i>", "ćevap", "țară", "Ѓорѓи", " ", "\n", "&", "a-b"]), max_size=8
).map("".join)


@st.composite
def lists(draw: st.DrawFn, at_least: int = 1) -> list[Cue]:
    times = draw(st.lists(st.tuples(st.integers(0, 60_000), st.integers(100, 9_000), texts), min_size=at_least, max_size=6))
    made = [cue(number, start, start + length, text) for number, (start, length, text) in enumerate(times, start=1)]
    return sorted(made, key=lambda one: (one["start"], one["end"], one["id"]))


def words(found: list[Cue]) -> str:
    return re.sub(r"</?[biu]>|\s", "", "".join(one["text"] for one in found))


def lengths(found: list[Cue]) -> dict[int, int]:
    return {one["id"]: one["end"] - one["start"] for one in found}


@given(lists(), st.integers(-90_000, 90_000), st.data())
def test_a_shift_keeps_lengths_and_goes_back(call: Call, cues: list[Cue], delta: int, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([None, *(one["id"] for one in cues)]))
    moved = call("shift", cues, delta, start)
    assert lengths(moved) == lengths(cues)
    assert min(one["start"] for one in moved) >= 0
    assert moved == sorted(moved, key=lambda one: (one["start"], one["end"], one["id"]))
    if start is None:
        done = moved[0]["start"] - cues[0]["start"]
        assert abs(done) <= abs(delta)
        assert call("shift", moved, -done) == cues


@given(lists(), st.integers(-1, 40), st.integers(-1, 70_000), st.data())
def test_splitting_and_joining_again_loses_nothing(
    call: Call, cues: list[Cue], letter: int, time: int, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(cues))
    parts = call("split", cues, one["id"], {"letter": letter, "time": time})
    if one["end"] - one["start"] < 200:
        assert parts == cues
        return
    fresh = {part["id"] for part in parts} - {each["id"] for each in cues}
    halves = [part for part in parts if part["id"] in {one["id"], *fresh}]
    assert [each for each in parts if each not in halves] == [each for each in cues if each != one]
    first, second = halves
    assert (first["start"], second["end"], first["end"]) == (one["start"], one["end"], second["start"])
    assert min(lengths(halves).values()) >= 100
    (joined,) = call("join", halves, first["id"])
    assert (joined["start"], joined["end"], words([joined])) == (one["start"], one["end"], words([one]))


@given(lists(at_least=2), st.data())
def test_joining_takes_exactly_the_next_one(call: Call, cues: list[Cue], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(cues) - 1))
    joined = call("join", cues, cues[index]["id"])
    if index == len(cues) - 1:
        assert joined == cues
        return
    assert len(joined) == len(cues) - 1
    assert words(joined) == words(cues)
    (found,) = [one for one in joined if one["id"] == cues[index]["id"]]
    assert found["end"] == max(cues[index]["end"], cues[index + 1]["end"])


@given(lists(at_least=0), st.integers(0, 80_000))
def test_inserting_adds_one_empty_cue_and_changes_no_other(call: Call, cues: list[Cue], time: int) -> None:
    found = call("insert", cues, time)
    (new,) = [one for one in found if one not in cues]
    assert [one for one in found if one != new] == cues
    assert (new["start"], new["text"]) == (time, "")
    assert 100 <= new["end"] - new["start"] <= 2000


@given(lists(at_least=0), lists(at_least=0))
def test_timing_from_another_language_fills_only_gaps(call: Call, cues: list[Cue], reference: list[Cue]) -> None:
    found = call("fill", cues, reference)
    added = [one for one in found if one not in cues]
    assert [one for one in found if one in cues] == cues
    assert call("fill", found, reference) == found
    assert {(one["start"], one["end"]) for one in added} <= {(one["start"], one["end"]) for one in reference}
    assert all(call("beside", found, one) for one in reference)


def test_italics_go_on_in_the_second_half(call: Call) -> None:
    found = call("split", [cue(1, 0, 4000, "<i>one two</i>")], 1, {"letter": 6, "time": 1000})
    assert found == [cue(1, 0, 1000, "<i>one</i>"), cue(2, 1000, 4000, "<i>two</i>")]
    assert call("join", found, 1) == [cue(1, 0, 4000, "<i>one two</i>")]


@pytest.mark.parametrize(
    ("one", "codes"),
    [
        (cue(1, 0, 2000, "A good line"), []),
        (cue(1, 0, 2000, "<b></b>"), ["empty"]),
        (cue(1, 2000, 2000, "x"), ["order"]),
        (cue(1, 0, 3500, "x"), ["overlap"]),
        (cue(1, 0, 1000, "a" * 20), []),
        (cue(1, 0, 1000, "a" * 21), ["fast"]),
        (cue(1, 0, 3000, "ж" * 42), []),
        (cue(1, 0, 3000, "<i>" + "ж" * 43 + "</i>"), ["long"]),
        (cue(1, 0, 3000, "1\n2\n3"), ["lines"]),
    ],
)
def test_what_is_hard_to_read_is_told(call: Call, one: Cue, codes: list[str]) -> None:
    following = cue(2, 3000, 4000, "Next")
    assert [found["code"] for found in call("problems", one, following, {"duration": 60_000})] == codes


def test_a_late_cue_is_told_and_chapters_are_not_measured(call: Call) -> None:
    assert call("problems", cue(1, 0, 61_500, "x"), None, {"duration": 60_000}) == [{"code": "late"}]
    assert call("problems", cue(1, 0, 1000, "a" * 90), None, {"duration": 60_000, "isReading": False}) == []


@given(st.integers(0, LATEST))
def test_times_survive_writing(call: Call, milliseconds: int) -> None:
    assert call("read", call("written", milliseconds)) == milliseconds


@pytest.mark.parametrize(
    ("typed", "milliseconds"),
    [
        ("75", 75_000),
        ("1:15,5", 75_500),
        (" 1:00:00 ", 3_600_000),
        ("1:75", None),
        ("1:60:00", None),
        ("x", None),
        ("", None),
        ("-1", None),
    ],
)
def test_times_are_read_as_typed(call: Call, typed: str, milliseconds: int | None) -> None:
    assert call("read", typed) == milliseconds


@given(lists())
def test_the_copy_to_keep_is_a_file_that_we_read(call: Call, cues: list[Cue]) -> None:
    kept = [{**one, "text": f"x --> {one['text']}"} for one in cues]
    found, _warnings = parse(call("webvtt", kept))
    assert [(one.start * 1000, one.end * 1000) for one in found] == [(one["start"], one["end"]) for one in kept]


def test_typing_is_one_step_and_a_step_can_be_redone(call: Call) -> None:
    steps = [
        ["push", 1, "text"],
        ["push", 2, "text"],
        ["push", 3],
        ["undo"],
        ["undo"],
        ["undo"],
        ["redo"],
        ["push", 4],
        ["redo"],
    ]
    assert call("History", *steps) == [1, 2, 3, 2, 0, 0, 2, 4, 4]
