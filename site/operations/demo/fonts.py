"""The site's own fonts as files that Pillow can read: one weight, Latin with its extension, made once into the cache."""

from enum import Enum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from PIL import ImageFont

_PACKAGES = Path("node_modules/@fontsource-variable")
_SUBSETS = ("latin", "latin-ext")


class Face(Enum):
    """A family and its weight."""

    SERIF = ("piazzolla", 620)
    SANS = ("wix-madefor-text", 450)
    SANS_STRONG = ("wix-madefor-text", 640)


class FontsMissingError(Exception):
    """The front-end packages are not installed."""


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Return the font at `size` pixels; raise FontsMissingError where the packages are not there."""
    return ImageFont.truetype(str(_file(face)), size)


def _file(face: Face) -> Path:
    family, weight = face.value
    made = Path(settings.DATA_DIR) / "cache" / "fonts" / f"{family}-{weight}.ttf"
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        _make(family, weight, made)
    return made


def _make(family: str, weight: int, made: Path) -> None:
    parts = []
    for subset in _SUBSETS:
        source = Path(settings.BASE_DIR) / _PACKAGES / family / "files" / f"{family}-{subset}-wght-normal.woff2"
        if not source.exists():
            raise FontsMissingError(f"{source.name} is not there: install the front-end packages first (make run does).")
        variable = TTFont(source)
        variable.flavor = None
        part = made.with_suffix(f".{subset}")
        instancer.instantiateVariableFont(variable, {"wght": weight}).save(part)
        parts.append(part)
    unfinished = made.with_suffix(".part")
    Merger().merge([str(part) for part in parts]).save(unfinished)
    unfinished.replace(made)
    for part in parts:
        part.unlink()
