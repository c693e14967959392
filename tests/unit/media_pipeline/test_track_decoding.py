"""Texts in our languages, in every encoding that such files come in."""

import codecs

import pytest

from media_pipeline.tracks.reading import read
from media_pipeline.tracks.timed_text import TrackError

TEXTS = {
    "en": ("cp1252", "Good morning! It’s the mentor’s café – “welcome”."),
    "ro": ("cp1250", "Bună ziua şi bun venit. Aţi văzut cum începe ţesătura? Mâine învăţăm împreună."),
    "nb": ("cp1252", "God morgen! Vi lærer å veve på øya. Hva ønsker du å lære?"),
    "sr-latn": ("cp1250", "Dobro jutro! Ćerka i đak uče zajedno. Šta želiš da naučiš?"),
    "sr-cyrl": ("cp1251", "Добро јутро! Ћерка и ђак уче заједно. Шта желиш да научиш?"),
    "sl": ("cp1250", "Dobro jutro! Življenje je čudovito, če imaš mentorja in še malo časa."),
    "mk": ("cp1251", "Добро утро! Ѓорѓи и Ќирил учат заедно. Што сакаш да научиш?"),
    "hr": ("cp1250", "Dobro jutro! Žena je došla kući i rekla: „Što ćemo sada učiti?“ Đak šuti."),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
PAGES = {"cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252"}
CEDILLAS = "The letters ş and ţ were written with a cedilla; they are ș and ț now."


def srt(text: str, line_end: str = "\n") -> str:
    return f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n".replace("\n", line_end)


def comma_below(text: str) -> str:
    return text.translate(str.maketrans("şţ", "șț"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_read_with_and_without_its_mark(language: str, encoding: str, line_end: str) -> None:
    text = comma_below(TEXTS[language][1])
    if encoding == "utf-32" or not encoding.startswith("utf-16-"):
        assert encoding == "utf-8" or srt(text).encode(encoding).startswith((codecs.BOM_UTF8, codecs.BOM_UTF16))
    found = read(srt(text, line_end).encode(encoding), language=language, kind="captions")
    assert ([cue.text for cue in found.cues], found.warnings) == ([text], [])


@pytest.mark.parametrize("language", TEXTS)
def test_the_code_pages_of_windows_are_recognised(language: str) -> None:
    page, text = TEXTS[language]
    found = read(srt(text).encode(page), language=language, kind="captions")
    said = f"The file is not UTF-8; it was read as {PAGES[page]}. Please check letters such as ć, ș, æ or ђ."
    assert [cue.text for cue in found.cues] == [comma_below(text)]
    assert found.warnings == [said, *([CEDILLAS] if language == "ro" else [])]


def test_letters_weigh_more_than_the_language_that_was_chosen() -> None:
    page, text = TEXTS["mk"]
    found = read(srt(text).encode(page), language="nb", kind="captions")
    assert [cue.text for cue in found.cues] == [text]


def test_a_cut_pair_of_bytes_is_an_error() -> None:
    with pytest.raises(TrackError, match="Please save the file as UTF-8"):
        read(srt("Ћерка").encode("utf-16")[:-1], language="sr-cyrl", kind="captions")
