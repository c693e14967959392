"""Woven cloth as pixels: the weaves of `core.covers` that are drawn on squared paper, and the selvedge of the pages."""

import re

from PIL import Image, ImageColor

from core.covers import COLOURWAYS, DYES, Dice, belt, flame, kilim, loom

_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
_PATH = re.compile(r'<path d="([^"]*)" fill="(#[0-9a-f]{6})"/>')
_SELVEDGE = (("pine", "weld"), ("linen", "madder"), ("pine", "weld"))


def dye(name: str) -> tuple[int, int, int]:
    red, green, blue = ImageColor.getrgb(DYES[name])[:3]
    return red, green, blue


def cloth(seed: str, *, theme: str, width: int, height: int, columns: int) -> Image.Image:
    """Return `width` × `height` pixels of cloth, about `columns` threads wide. Same seed, same cloth."""
    dice = Dice(seed)
    colours = [DYES[name] for name in dice.pick(*COLOURWAYS[theme]).split()]
    tile_columns, tile_rows, _repeat, svg = dice.pick(kilim, belt, loom, flame)(dice, colours)
    tile = Image.new("RGB", (tile_columns, tile_rows), colours[0])
    for path, fill in _PATH.findall(svg):
        for x, y, run in _RUN.findall(path):
            tile.paste(fill, (int(x), int(y), int(x) + int(run), int(y) + 1))
    thread = max(1, round(width / columns))
    tile = tile.resize((tile_columns * thread, tile_rows * thread), Image.Resampling.NEAREST)
    return _laid(tile, width, height)


def _laid(tile: Image.Image, width: int, height: int) -> Image.Image:
    """Repeat the tile so that its middle lies in the middle."""
    whole = Image.new("RGB", (width, height))
    left, top = (width - tile.width) // 2 % tile.width, (height - tile.height) // 2 % tile.height
    for x in range(left - tile.width, width, tile.width):
        for y in range(top - tile.height, height, tile.height):
            whole.paste(tile, (x, y))
    return whole


def selvedge(*, width: int, row: int, stitch: int) -> Image.Image:
    """Return the edge of the cloth: three rows of over and under, each `row` pixels high."""
    edge = Image.new("RGB", (width, 3 * row))
    for line, (under, over) in enumerate(_SELVEDGE):
        for number, x in enumerate(range(0, width, stitch)):
            edge.paste(dye(over if number % 2 else under), (x, line * row, x + stitch, line * row + row))
    return edge
