"""The text of a cue: anything in, only bold, italic, underline and escaped letters out."""

import html
import re

import nh3

TAGS = {"b", "i", "u"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_CLASSES = re.compile(r"<([biu])\.[^<>]*>", re.IGNORECASE)  # <i.loud>
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>", re.IGNORECASE)  # <v.first Ana>
_KARAOKE = re.compile(r"<\d[\d:.]*>", re.ASCII)  # <00:00:05.000>
_OVERRIDE = re.compile(r"\{\\[^{}<>\n]*\}")  # {\an8}, as SubStation writes it and many SRT files keep it
_BACKSLASHES = re.compile(r"\{\\+")
# WebVTT knows an entity by its semicolon; a reader of HTML would also take `&copy` without one.
_AMPERSAND = re.compile(r"&(?!#?\w+;)", re.ASCII)


def voices(text: str, former: str = "") -> tuple[str, str]:
    """Write who speaks as text where that changes: `<v Ana>Hello` → `Ana: Hello`. Return the text and who spoke last."""
    speaker = ""

    def name(found: re.Match[str]) -> str:
        nonlocal speaker, former
        speaker = " ".join(found.group(1).split())
        words = f"{speaker}: " if speaker and speaker != former else ""
        former = speaker
        return words

    return _VOICE.sub(name, text), speaker


def clean(text: str) -> str:
    """Keep bold, italic and underline; everything else becomes plain text. No line can be taken for a time.

    Cleaning twice is cleaning once; blank lines go.
    """
    text = _AMPERSAND.sub("&amp;", _KARAOKE.sub("", _CLASSES.sub(r"<\1>", text)))
    # After the cleaner: an entity may stand for a control character or a backslash.
    text = _CONTROLS.sub("", nh3.clean(text, tags=TAGS, attributes={}).replace("\t", " "))
    text = _BACKSLASHES.sub("{", _OVERRIDE.sub("", text))
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))


def title(text: str) -> str:
    """Write plain text as one line of markup: the name of a chapter."""
    return clean(html.escape(" ".join(text.split()), quote=False))


def editable(markup: str) -> str:
    """Return what somebody types to get `markup`: signs instead of entities. `clean(editable(markup)) == markup`."""
    text = markup.replace("&nbsp;", "\u00a0").replace("&gt;", ">")
    text = re.sub(r"&lt;(?![A-Za-z0-9/!?])", "<", text)
    return re.sub(r"&amp;(?!#?\w+;)", "&", text, flags=re.ASCII)
