"""From the language tags inside films (ISO 639-1, 639-2 in both forms, BCP 47) to the languages of the site."""

_SERBIAN = "sr"
_CODES = {
    "en": "en",
    "eng": "en",
    "ro": "ro",
    "ron": "ro",
    "rum": "ro",
    "mo": "ro",
    "mol": "ro",
    "nb": "nb",
    "nob": "nb",
    "no": "nb",
    "nor": "nb",
    "sl": "sl",
    "slv": "sl",
    "mk": "mk",
    "mkd": "mk",
    "mac": "mk",
    "hr": "hr",
    "hrv": "hr",
    "scr": "hr",
    "sr": _SERBIAN,
    "srp": _SERBIAN,
    "scc": _SERBIAN,
}
_UNTOLD = {"", "und", "mis", "mul", "zxx"}


def without_script(language: str) -> str:
    """Return what is spoken: whoever reads one script of Serbian reads the other one too."""
    return language.partition("-")[0]


def locale_of(tag: str, *, spoken: str, text: str) -> str:
    """Return the site's language for a tag, "" when the site has none for it. A track without a tag is in the spoken one.

    No tag of three letters tells the scripts of Serbian apart: the letters of `text` do.
    """
    primary = without_script(tag.strip().lower().replace("_", "-"))
    found = without_script(spoken) if primary in _UNTOLD else _CODES.get(primary, "")
    if found != _SERBIAN:
        return found
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    return "sr-cyrl" if 2 * cyrillic > sum(letter.isalpha() for letter in text) else "sr-latn"
