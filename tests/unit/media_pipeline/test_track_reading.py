"""What comes in as WebVTT or SRT, and what is made of it."""

from decimal import Decimal
from io import BytesIO, StringIO

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.enums import TrackKind
from media_pipeline.tracks.decoding import take
from media_pipeline.tracks.markup import clean, editable, title
from media_pipeline.tracks.parsing import parse
from media_pipeline.tracks.reading import read
from media_pipeline.tracks.timed_text import MAX_BYTES, MAX_SECONDS, TimedText, TrackError
from media_pipeline.tracks.webvtt_text import write


def cue(start: str, end: str, markup: str) -> TimedText:
    return TimedText(Decimal(start), Decimal(end), markup)


def one(text: str) -> str:
    return f"WEBVTT\n\n00:01.000 --> 00:02.500\n{text}\n"


def test_webvtt_with_everything_around_the_cues() -> None:
    source = (
        "WEBVTT - Lesson\nKind: captions\n\nNOTE not shown\nat all\n\nSTYLE\n::cue { color: red }\n\n"
        "one\n00:00:01.000 --> 00:00:02.500 align:start\nFirst\nline\n\nNOTE between\n\n1:00:03.5 --> 01:00:04.000\nLast\n"
    )
    assert parse(source) == (
        [cue("1.000", "2.500", "First\nline"), cue("3603.500", "3604.000", "Last")],
        ["Styles and regions were left out: line 7."],
    )


def test_srt_as_people_write_it() -> None:
    source = (
        "1\n00:00:01,000-->00:00:02,5\n{\\an8}<font color=red>First</font>\n\nafter a blank line\n\n"
        "2\n0:03,000 --> 0:04,000 X1:10\nNo blank line follows\n3\n00:05 --> 00:06\n1984\n\n4\n00:07,000 --> 00:08,000\n"
    )
    assert parse(source) == (
        [
            cue("1.000", "2.500", "First\nafter a blank line"),
            cue("3.000", "4.000", "No blank line follows"),
            cue("5.000", "6.000", "1984"),
        ],
        ["Blank lines inside a text were closed: line 4.", "Times without a text were left out: line 15."],
    )


def test_what_has_one_meaning_is_mended_and_told() -> None:
    source = "Made by hand\n\n00:05.000 --> 00:07.000\nSecond\n\n00:01.000 --> 00:06.000\nFirst\n"
    assert parse(source) == (
        [cue("1.000", "6.000", "First"), cue("5.000", "7.000", "Second")],
        [
            "Text before the first time was left out: line 1.",
            "Cues out of order were sorted: line 6.",
            "Cues begin before the one ahead of them ends: line 3. They were kept as they are.",
        ],
    )


@pytest.mark.parametrize(
    ("text", "markup", "plain"),
    [
        ("plain & simple", "plain &amp; simple", "plain & simple"),
        ("R&amp;D &copy 2026&nbsp;&lrm;!", "R&amp;D &amp;copy 2026&nbsp;\u200e!", "R&D &copy 2026\u00a0\u200e!"),
        ("<b>bold</b> <i.loud>it</i> <U>u", "<b>bold</b> <i>it</i> <u>u</u>", "bold it u"),
        (
            "<v.first Ana Pop>Hello</v>\n<v Ana Pop>again\n<v Ion>Hi",
            "Ana Pop: Hello\nagain\nIon: Hi",
            "Ana Pop: Hello\nagain\nIon: Hi",
        ),
        ("<script>alert(1)</script>Hi<style>b{}</style>", "Hi", "Hi"),
        ('<b onclick="x()">Hi</b>', "<b>Hi</b>", "Hi"),
        ("<img src=x onerror=y>Hi", "Hi", "Hi"),
        ("<00:00:01.500><c.yellow>now</c>", "now", "now"),
        ("5 < 6 ", "5 &lt; 6", "5 < 6"),
    ],
)
def test_only_harmless_markup_stays(text: str, markup: str, plain: str) -> None:
    ((found,), warnings) = parse(one(text))
    assert (found.markup, found.text, warnings) == (markup, plain, [])


def test_a_speaker_is_named_where_the_voice_changes() -> None:
    said = ["<v Ana>One", "<v Ana>Two", "<v Ion>Three", "Nobody", "<v Ion>Four"]
    source = "WEBVTT\n\n" + "\n\n".join(f"00:0{second}.000 --> 00:0{second}.500\n{text}" for second, text in enumerate(said))
    cues, _warnings = parse(source)
    assert [found.text for found in cues] == ["Ana: One", "Two", "Ion: Three", "Nobody", "Ion: Four"]


NOT_A_TIME = "this is not a time such as 00:00:01.000 --> 00:00:04.000."


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "This is neither a WebVTT nor an SRT file: no line holds a time such as 00:00:01.000 --> 00:00:04.000."),
        (b"WEBVTT\n\nNOTE nothing\n", "The file holds no cue."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "The file holds no cue."),
        (b'WEBVTT\n\n00:01.000 --> "onclick\nx\n', f"Line 3: {NOT_A_TIME}"),
        (b"1\r00:01.000 --> 00:02.000\rx\r\r00:61.000 --> 00:02.000\ry\r", f"Line 5: {NOT_A_TIME}"),
        (b"WEBVTT\n\n00:01.000 --> 9999999:00:02.000\nx\n", f"Line 3: {NOT_A_TIME}"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nx --> y\n", f"Line 4: {NOT_A_TIME}"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:09.000 --> 00:08.000\ny\n", "Line 6: this cue ends before it begins."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 5001, "Line 3: this cue has more than 5000 letters."),
        (b"00:01 --> 00:02\nx\n\n" * 20_001, "The file holds 20001 cues; at most 20000 are accepted."),
        (b"WEBVTT\n" + b"x" * (2 * 1024**2), "The file is larger than 2 MB."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Line 3: this is no text that can be read. Please save the file as UTF-8."),
    ],
)
def test_bad_files_are_refused_with_the_line(source: bytes, message: str) -> None:
    with pytest.raises(TrackError) as caught:
        read(source, language="en", kind=TrackKind.CAPTIONS)
    assert str(caught.value) == message


def test_a_large_file_is_not_read_to_its_end() -> None:
    file = BytesIO(b"x" * (MAX_BYTES * 3))
    with pytest.raises(TrackError, match="larger than 2 MB"):
        take(file)
    assert file.tell() == MAX_BYTES + 1


def test_a_chapter_is_one_line_and_late_cues_are_told() -> None:
    found = read(one("<b>The\n  loom</b> & the web").replace("02.500", "59.000"), language="en", kind="chapters", duration=20)
    assert (found.cues, found.warnings) == (
        [cue("1.000", "59.000", "The loom &amp; the web")],
        ["1 cue lies beyond the end of the video (0:20); the first begins at 0:01."],
    )


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60) | st.lists(
    st.sampled_from(
        [
            "<b>",
            "</b>",
            "<i.x>",
            "<u",
            ">",
            "&amp;",
            "&lt;",
            "&",
            ";",
            "{\\an8}",
            "{",
            "\\",
            "}",
            "-->",
            "1",
            " x",
            "\n",
            "<v Ana>",
            "&#92;",
            "&#1;",
            "&#10;",
        ]
    )
).map("".join)
milliseconds = st.integers(0, int(MAX_SECONDS * 1000) - 1).map(lambda number: Decimal(number) / 1000)
cues = st.builds(
    lambda start, length, text: TimedText(start, min(start + length, MAX_SECONDS), clean(text)),
    milliseconds,
    st.integers(1, 100_000).map(lambda number: Decimal(number) / 1000),
    texts,
).filter(lambda found: found.text)


@given(st.lists(cues, min_size=1, max_size=5))
def test_what_we_write_is_read_back_the_same(found: list[TimedText]) -> None:
    found.sort(key=lambda one: (one.start, one.end))
    text = write(found)
    assert parse(text)[0] == found
    assert text.count("-->") == len(found)
    assert [caption.raw_text for caption in webvtt.from_buffer(StringIO(text)).captions] == [one.markup for one in found]


@given(texts)
def test_cleaning_once_is_enough_and_can_be_typed(text: str) -> None:
    markup = clean(text)
    assert clean(markup) == markup
    assert clean(editable(markup)) == markup
    name = title(TimedText(Decimal(0), Decimal(1), markup).text)
    assert (clean(name), "\n" in name) == (name, False)


@given(
    st.binary(max_size=400)
    | st.builds(
        lambda head, rest: head + rest,
        st.sampled_from([b"WEBVTT\n\n00:01 --> 00:02\n", b"\xff\xfe", b"\xfe\xff", b"1\0"]),
        st.binary(max_size=200),
    )
)
def test_any_bytes_are_cues_or_a_clear_error(data: bytes) -> None:
    for kind in (TrackKind.CAPTIONS, TrackKind.CHAPTERS):
        try:
            found = read(data, language="ro", kind=kind)
        except TrackError:
            continue
        assert parse(write(found.cues))[0] == found.cues
