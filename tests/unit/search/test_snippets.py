from hypothesis import given
from hypothesis import strategies as st

from search.analysis.query import ParsedQuery, parse
from search.snippets import mark, snippet


def test_the_original_word_is_marked_whatever_was_typed() -> None:
    assert mark("Писмо које је чекало Đorđa", "sr-cyrl", parse("pismo djordja", "en")) == (
        "<mark>Писмо</mark> које је чекало <mark>Đorđa</mark>"
    )


def test_markup_in_a_text_is_text() -> None:
    assert mark('<b onclick="x">letter</b> & <mark>', "en", parse("letter mark", "en")) == (
        "&lt;b onclick=&quot;x&quot;&gt;<mark>letter</mark>&lt;/b&gt; &amp; &lt;<mark>mark</mark>&gt;"
    )


def test_the_window_with_most_of_the_query_is_cut_out() -> None:
    body = " ".join(["letter"] + ["word"] * 60 + ["the", "mentor", "wrote", "a", "letter"] + ["word"] * 60)
    assert snippet("Nothing here", body, "en", parse("mentor letter", "en")) == (
        "… word word word the <mark>mentor</mark> wrote a <mark>letter</mark>" + " word" * 26 + " …"
    )


def test_the_summary_is_shown_where_the_body_says_no_more() -> None:
    query = parse("mentor", "en")
    assert snippet("A mentor writes.", "The mentor reads.", "en", query) == "A <mark>mentor</mark> writes."
    assert snippet("A summary.", "A body.", "en", ParsedQuery()) == "A summary."
    assert snippet("", "", "en", query) == ""


def test_a_heading_is_set_off_from_its_text() -> None:
    text = "What works\n\nLetters help.\n\nMore of them"
    assert mark(text, "en", parse("letters", "en")) == "What works – <mark>Letters</mark> help.\n\nMore of them"


@given(st.text(max_size=200), st.text(max_size=30))
def test_nothing_of_a_text_is_read_as_markup(text: str, asked: str) -> None:
    marked = mark(text, "en", parse(asked, "en")).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in marked
    assert ">" not in marked
