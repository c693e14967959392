from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.tracks.webvtt_text import TimedText, TrackError, read, seconds, stamp, write


def one(text: str) -> str:
    return f"WEBVTT\n\n00:01.000 --> 00:02.500\n{text}\n"


def test_times_text_and_order() -> None:
    source = (
        "\ufeffWEBVTT - Lesson\r\n\r\nNOTE not shown\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000 align:start\r\nLast\r\n\r\n"
        "00:01.000 --> 00:02.500\r\nFirst\r\nline\r\n"
    )
    assert read(source.encode()) == [
        TimedText(Decimal("1.000"), Decimal("2.500"), "First\nline"),
        TimedText(Decimal("3.000"), Decimal("4.000"), "Last"),
    ]


@pytest.mark.parametrize(
    ("text", "markup", "plain"),
    [
        ("plain & simple", "plain &amp; simple", "plain & simple"),
        ("<b>bold</b> <i.loud>it</i>", "<b>bold</b> <i>it</i>", "bold it"),
        ("<v Ana>Hello", "Hello", "Hello"),
        ("<script>alert(1)</script>Hi", "Hi", "Hi"),
        ('<b onclick="x()">Hi</b>', "<b>Hi</b>", "Hi"),
        ("<img src=x onerror=y>Hi", "Hi", "Hi"),
        ("5 < 6", "5 &lt; 6", "5 < 6"),
    ],
)
def test_only_harmless_markup_stays(text: str, markup: str, plain: str) -> None:
    (cue,) = read(one(text))
    assert (cue.markup, cue.text) == (markup, plain)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "Line 1: a WebVTT file begins with the word WEBVTT."),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "Line 1: a WebVTT file begins with the word WEBVTT."),
        (
            b"WEBVTT\n\n00:01,000 --> 00:02.000\nx\n",
            "Line 3: “00:01,000 --> 00:02.000” is not a time such as 00:01.000 --> 00:04.000.",
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:09.000 --> 00:08.000\ny\n", "Line 6: this cue ends before it begins."),
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n\xff\xfe\n",
            "Line 6: this is not UTF-8 text. Please save the file as UTF-8.",
        ),
        (
            b"WEBVTT\n\n00:01.000 --> 9999999:00:02.000\nx\n",
            "Line 3: “00:01.000 --> 9999999:00:02.000” is not a time such as 00:01.000 --> 00:04.000.",
        ),
        (b"WEBVTT\n\nNOTE nothing\n", "The file holds no cue."),
        (b"WEBVTT\n" + b"x" * (2 * 1024**2), "The file is larger than 2 MB."),
    ],
)
def test_bad_files_are_refused_with_the_line(source: bytes, message: str) -> None:
    with pytest.raises(TrackError) as caught:
        read(source)
    assert str(caught.value) == message


@given(st.integers(0, 99 * 3600 * 1000))
def test_times_survive_writing(milliseconds: int) -> None:
    value = Decimal(milliseconds) / 1000
    assert seconds(stamp(value)) == value


@given(
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40), min_size=1, max_size=4)
)
def test_what_we_write_is_read_back_the_same(lines: list[str]) -> None:
    try:
        cues = read(one("\n".join(line for line in lines if "-->" not in line)))
    except TrackError:
        return
    assert read(write(cues)) == cues
    assert write(cues).count("-->") == len(cues)
