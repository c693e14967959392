"""The typefaces of certificates: which files a text needs, made once from the web fonts into the cache.

The web fonts are cut into many files by script, are variable and compressed. From each the one weight that is asked for is
taken, so that a document embeds no more than it shows. Our own two families cover Latin, Cyrillic, Greek and Vietnamese; the
others below are for names. A letter that no file has is reported, never drawn as a box.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SERIF, SANS = "piazzolla", "wix-madefor-text"
_OTHERS = (
    "noto-sans",
    "noto-sans-arabic",
    "noto-sans-hebrew",
    "noto-sans-armenian",
    "noto-sans-georgian",
    "noto-sans-devanagari",
)
_EAST_ASIAN = ("noto-sans-sc", "noto-sans-jp", "noto-sans-kr")
_KANA = re.compile("[\u3040-\u30ff]")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
_OTHER_WEIGHT = 500
_LONG_AGO = 3_786_912_000  # seconds since 1904, as fonts count: the first of January 2024
Subset = tuple[str, str]  # package and subset


class FontsMissingError(Exception):
    """The front-end packages are not installed."""


def _packages() -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / "@fontsource-variable"


@lru_cache(maxsize=32)
def _subsets(package: str) -> list[tuple[str, list[range]]]:
    """Return the files of a package with the characters each is meant for, the Latin ones first."""
    table = _packages() / package / "unicode.json"
    if not table.exists():
        raise FontsMissingError(f"{package} is not there: install the front-end packages first (make run does).")
    found = []
    for name, text in json.loads(table.read_text()).items():
        spans = [range(int(start, 16), int(end or start, 16) + 1) for start, end in _RANGE.findall(text)]
        found.append((name.strip("[]"), spans))
    return sorted(found, key=lambda item: ("latin", "latin-ext", item[0]).index(item[0]))


@lru_cache(maxsize=512)
def _has(package: str, subset: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # a quarter of a second that no start of web or worker has to wait for

    with TTFont(_packages() / package / "files" / f"{package}-{subset}-wght-normal.woff2", lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=4096)
def _subset(package: str, character: str) -> str | None:
    code = ord(character)
    for name, spans in _subsets(package):
        if any(code in span for span in spans) and code in _has(package, name):
            return name
    return None


def _chain(text: str, first: str) -> list[str]:
    """Return the families to look a letter up in. Han is drawn as in Japan beside kana, otherwise as in China."""
    east = sorted(_EAST_ASIAN, key=lambda name: name != "noto-sans-jp") if _KANA.search(text) else list(_EAST_ASIAN)
    return [first, *_OTHERS, *east]


def _place(character: str, chain: Iterable[str]) -> Subset | None:
    return next(((name, found) for name in chain if (found := _subset(name, character))), None)


def missing_letters(text: str) -> str:
    """Return the letters of `text` that none of our typefaces has, each once; empty when all can be printed."""
    chain = _chain(text, SERIF)
    drawn = (one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")  # marks that nobody sees
    return "".join(dict.fromkeys(one for one in drawn if _place(one, chain) is None))


def without_pictographs(text: str) -> str:
    """Return `text` without the emoji that no typeface of ours has: decoration of a title keeps nobody from their PDF."""
    gone = {one for one in missing_letters(text) if unicodedata.category(one) in {"So", "Sk"} or "\ufe00" <= one <= "\ufe0f"}
    kept = "".join(one for one in text if one not in gone)
    return " ".join(kept.split()) if gone else text


def files(text: str, family: str, weight: int) -> list[Path]:
    """Return the font files that `text` needs in this order; `weight` is that of our own family, 100 to 900."""
    chain = _chain(text, family)
    wanted = {place: None for one in sorted(set(text)) if (place := _place(one, chain))}
    own = sorted({name for package, name in wanted if package == family} - {"latin", "latin-ext"})
    others = sorted((place for place in wanted if place[0] != family), key=lambda place: (chain.index(place[0]), place[1]))
    latin = _file(family, ("latin", "latin-ext"), weight)
    return [
        latin,
        *(_file(family, (name,), weight) for name in own),
        *(_file(name, (one,), _OTHER_WEIGHT) for name, one in others),
    ]


def _file(package: str, subsets: tuple[str, ...], weight: int) -> Path:
    name = f"{package}-{'-'.join(subsets)}-{weight}"
    made = Path(settings.DATA_DIR) / "cache" / "certificate-fonts" / f"{name}.ttf"
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        _make(package, subsets, weight, made)
    return made


def _make(package: str, subsets: tuple[str, ...], weight: int, made: Path) -> None:
    """Write one static font. Two processes may do it at once: each writes its own file, the last to rename wins."""
    from fontTools.merge import Merger  # see `_has`
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    parts = []
    for subset in subsets:
        variable = TTFont(_packages() / package / "files" / f"{package}-{subset}-wght-normal.woff2", recalcTimestamp=False)
        variable.flavor = None
        parts.append(made.with_suffix(f".{subset}-{os.getpid()}"))
        instancer.instantiateVariableFont(variable, {"wght": weight}).save(parts[-1])
    font = Merger().merge([str(part) for part in parts]) if len(parts) > 1 else TTFont(parts[0])
    _rename(font, made.stem)
    # The day on which the cache was filled must not show in the certificates.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = _LONG_AGO
    unfinished = made.with_suffix(f".{os.getpid()}.part")
    font.save(unfinished)
    unfinished.replace(made)
    for part in parts:
        part.unlink()


def _rename(font: "TTFont", name: str) -> None:
    """Give the file a family of its own: of two files with one family name only the first would be looked at."""
    table = font["name"]
    table.names = []
    for number, value in ((1, name), (2, "Regular"), (4, name), (6, name)):
        table.setName(value, number, 3, 1, 0x409)
