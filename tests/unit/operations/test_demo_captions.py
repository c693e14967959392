from io import StringIO
from itertools import pairwise

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from operations.demo.captions import LONGEST_LINE, Span, broken, captions, chapters, timing
from operations.demo.ids import demo_id
from operations.demo.prose import body, html

SPOKEN = st.lists(
    st.lists(st.floats(min_value=0.3, max_value=9).map(lambda n: round(n, 3)), min_size=1, max_size=6), min_size=1, max_size=6
)


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@given(SPOKEN)
def test_sentences_follow_each_other_inside_their_slide(spoken: list[list[float]]) -> None:
    when = timing(spoken)
    assert [[round(span.end - span.start, 3) for span in slide] for slide in when.sentences] == spoken
    assert all(before.end < after.start for before, after in pairwise(span for slide in when.sentences for span in slide))
    assert all(
        slide.start < sentence.start and sentence.end < slide.end
        for slide, sentences in zip(when.slides, when.sentences, strict=True)
        for sentence in sentences
    )


@given(SPOKEN)
def test_slides_fill_the_film(spoken: list[list[float]]) -> None:
    when = timing(spoken)
    assert when.slides[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(when.slides))
    assert when.slides[-1].end == when.seconds


@given(SPOKEN)
def test_cues_lie_within_the_film_and_do_not_overlap(spoken: list[list[float]]) -> None:
    when = timing(spoken)
    said = [[f"Sentence {number} of {len(slide)}" for number in range(len(slide))] for slide in spoken]
    cues = webvtt.from_buffer(StringIO(captions(when, said)))
    times = [(seconds(cue.start), seconds(cue.end)) for cue in cues.captions]
    assert [cue.text for cue in cues.captions] == [sentence for slide in said for sentence in slide]
    assert all(0 <= start < end <= when.seconds + 0.001 for start, end in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))


def test_the_files_of_two_short_slides() -> None:
    when = timing([[2.0], [1.5, 3.0]])
    assert when.slides == [Span(0.0, 3.5), Span(3.5, 10.45)]
    assert captions(when, [["One."], ["Two.", "Three."]]) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.250\nOne.\n\n00:00:04.000 --> 00:00:05.750\nTwo.\n\n"
        "00:00:05.850 --> 00:00:09.100\nThree.\n"
    )
    assert chapters(when, ["A", "B"]) == ("WEBVTT\n\n00:00:00.000 --> 00:00:03.500\nA\n\n00:00:03.500 --> 00:00:10.450\nB\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Stop when eight are left.", ["Stop when eight are left."]),
        (
            "Find a window without direct sun and turn off every lamp.",
            ["Find a window without direct", "sun and turn off every lamp."],
        ),
    ],
)
def test_a_long_sentence_is_two_lines_of_nearly_equal_length(text: str, lines: list[str]) -> None:
    assert broken(text) == lines
    assert all(len(line) <= LONGEST_LINE for line in lines)


def test_text_becomes_blocks_with_the_same_ids_every_time() -> None:
    assert html("One & two.\n\nThree\nfour.") == "<p>One &amp; two.</p><p>Three four.</p>"
    assert body("page", "One.\n\nTwo.\n\n## Three\n\nFour.") == [
        {"type": "text", "value": "<p>One.</p><p>Two.</p>", "id": str(demo_id("block", "page/0"))},
        {"type": "heading", "value": {"text": "Three", "level": "2"}, "id": str(demo_id("block", "page/1"))},
        {"type": "text", "value": "<p>Four.</p>", "id": str(demo_id("block", "page/2"))},
    ]
