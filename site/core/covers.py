"""Woven covers for pages without a picture: one SVG from a page's id, always the same one.

The theme chooses the dyes; the seed chooses one of eight weaves, its scale and its colourway. Colours are
`var(--dye-…,#hex)`: inline, a site's tokens win; in an `<img>` the fallback stands. No script and no style, for the CSP.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeVar

DYES = {"madder": "#a5382f", "rose": "#dc9a86", "weld": "#e6b740", "moss": "#5f7a3a", "pine": "#17453c", "woad": "#2c5c86",
        "sky": "#a3c4d6", "plum": "#5b2c4b", "rust": "#c9672f", "ink": "#1c2433", "linen": "#f1e9da"}  # fmt: skip
COLOURWAYS = {  # theme: the dyes of ground, main, accent and thread
    "mentoring": ("madder linen weld plum", "linen madder weld ink", "plum rose weld linen"),
    "young-artists": ("weld plum madder linen", "linen rust plum weld", "rust linen weld plum"),
    "heritage": ("plum linen rose weld", "linen plum madder weld", "ink weld madder linen"),
    "digital": ("woad linen sky weld", "sky ink woad linen", "ink sky weld linen"),
    "community": ("moss linen weld pine", "linen pine moss madder", "pine sky weld linen"),
    "funding": ("rust linen plum weld", "pine weld linen rose", "linen woad rust ink"),
}
MOTIFS = (  # half of a band, mirrored; a digit is a dye, 0 the ground
    "000001 000012 000122 001223 000122 000012 000001", "100000 110000 011000 001100 000110 000011 000001",
    "222222 202020 202020", "003300 033330 003300", "110011 110011 001100 001100", "333333 000000 222222 222222",
    "000300 003330 033033 330003", "200000 220000 222001 222211 220000 200000")  # fmt: skip
Option = TypeVar("Option")
Colours = Sequence[str]
Tile = tuple[int, int, int, str]  # columns, rows, columns along the short side of the cover, SVG of one tile


class Dice:  # choices read from a hash; not `random`, whose order may change with a Python version
    def __init__(self, seed: str) -> None:
        self.state = int.from_bytes(b"".join(sha256(f"{seed}/{n}".encode()).digest() for n in range(4)), "big")

    def pick(self, *options: Option) -> Option:
        self.state, index = divmod(self.state, len(options))
        return options[index]


def line(path: str, colour: str, width: float, gap: float = 0) -> str:  # a stroke; with a gap, a row of dots
    dots = f' stroke-dasharray="0 {gap}" stroke-linecap="round"' if gap else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dots}/>'


def squares(columns: int, rows: int, repeat: int, dye: Callable[[int, int], str], c: Colours) -> Tile:
    """A tile on squared paper: `dye(column, row)` is "0" (ground) to "3"; neighbours in a row are joined."""
    paths = {"1": "", "2": "", "3": ""}
    for y in range(rows):
        edges = [x for x in range(columns) if x == 0 or dye(x, y) != dye(x - 1, y)]
        for start, end in zip(edges, [*edges[1:], columns], strict=True):
            if (k := dye(start, y)) in paths:
                paths[k] += f"M{start} {y}h{end - start}v1h{start - end}z"
    return columns, rows, repeat, "".join(f'<path d="{d}" fill="{c[int(k)]}"/>' for k, d in paths.items())


def loom(dice: Dice, c: Colours) -> Tile:  # a real draft: eight shafts, threaded to a point, trodden as threaded
    rise = [*range(8), *dice.pick([], [5, 6, 7, 8, 9], [6, 5, 6, 7, 8])]
    shafts, ties = rise + rise[-2:0:-1], dice.pick("11101000", "11010020", "11002010", "12012000")
    return squares(len(shafts), len(shafts), dice.pick(24, 34), lambda x, y: ties[(shafts[x] - shafts[y]) % 8], c)


def kilim(dice: Dice, c: Colours) -> Tile:  # stepped lozenges inside each other, and others in the gaps
    rings = dice.pick("2201103", "1120332", "3300112", "2113022") + dice.pick("1220100", "0112200", "0033010")
    return squares(14, 14, dice.pick(18, 24, 34), lambda x, y: rings[int(abs(x - 6.5) + abs(y - 6.5))], c)


def flame(dice: Dice, c: Colours) -> Tile:  # flame stitch: stepped peaks, the same in every dye
    rise = dice.pick([0, 3, 6, 8, 9], [0, 1, 2, 4, 8, 6, 9], [0, 4, 6, 7, 4, 9], [0, 2, 4, 6, 5, 4, 7, 10])
    peaks, bands = rise + rise[-2:0:-1], dice.pick("000111223", "0011122233", "00012220111")
    return squares(len(peaks), len(bands), dice.pick(20, 30), lambda x, y: bands[(y + peaks[x]) % len(bands)], c)


def belt(dice: Dice, c: Colours) -> Tile:  # bands as on a woven belt, mirrored at the middle
    half = " 000000 111111 000000 ".join(dice.pick(*MOTIFS) for _ in range(3)).split()
    return squares(12, 2 * len(half) - 2, dice.pick(24, 36), lambda x, y: (half + half[-2:0:-1])[y][min(x, 11 - x)], c)


def patch(dice: Dice, c: Colours) -> Tile:  # cut cloth: a quarter of triangles, made a block by two mirrors
    shapes, quarter = ("h1v1z", "h1l-1 1z", "m1 0v1h-1z", "m0 1h1v-1z", "h1v1h-1z"), ""
    for x, y, dye in ((x, y, c[dice.pick(1, 1, 2, 3)]) for x in range(3) for y in range(3)):
        quarter += f'<path d="M{x} {y}{dice.pick(*shapes)}" fill="{dye}" stroke="{dye}" stroke-width=".02"/>'
    mirrors = ("1 0 0 1 0 0", "-1 0 0 1 6 0", "1 0 0 -1 0 6", "-1 0 0 -1 6 6")
    return 6, 6, dice.pick(5, 6, 9), "".join(f'<g transform="matrix({mirror})">{quarter}</g>' for mirror in mirrors)


def knit(dice: Dice, c: Colours) -> Tile:  # stitches that build a net of lozenges, an eyelet in each
    n, eye, rim, body = dice.pick(10, 12, 14), dice.pick(2, 3), dice.pick(0, 1), ""
    for dye, rings in ((1, {n // 2 - rim, n // 2, n // 2 + rim}), (2, {eye}), (3, {n // 2 - 3})):
        spots = ((x, y) for y in range(n) for x in range(n) if abs(x - n // 2) + abs(y - n // 2) in rings)
        body += f'<path d="{"".join(f"M{x} {y}l.5.4.5-.4v.6l-.5.4-.5-.4z" for x, y in spots)}" fill="{c[dye]}"/>'
    return n, n, dice.pick(18, 26), body


def trellis(dice: Dice, c: Colours) -> Tile:  # laths over and under each other
    dyes, width, body = dice.pick("1133", "1132", "1232", "1123"), dice.pick(1.1, 1.4, 1.6), ""
    for path, lath in (("M0 1h4", 0), ("M0 3h4", 1), ("M1 0v4", 2), ("M3 0v4", 3), ("M0 1h2", 0), ("M2 3h2", 1)):
        body += line(path, c[0], width + 0.26) + line(path, c[int(dyes[lath])], width) + line(path, c[0], 0.1)
    return 4, 4, dice.pick(9, 13, 18), body


def lace(dice: Dice, c: Colours) -> Tile:  # two bobbin-lace tapes that swing around rosettes, on a fine net
    swing, body = dice.pick(0.8, 1.3, 1.8), line("M0 0l4 4M0 4l4-4M0 2l2-2 2 2-2 2z", c[3], 0.05)
    for tape in (f"M-2 2q1 {2 * side * swing:.1f} 2 0t2 0 2 0 2 0" for side in (-1, 1)):
        body += line(tape, c[1], 0.8, 0.34) + line(tape, c[1], 0.48) + line(tape, c[0], 0.13, 0.28)
    for x, y in ((1, 2), (3, 2), (0, 0), (2, 0), (4, 0), (0, 4), (2, 4), (4, 4)):
        body += line(f"M{x - 0.48} {y}a.48.48 0 1 0 .96 0a.48.48 0 1 0-.96 0", c[2], 0.26, 0.5) + line(
            f"M{x} {y}h0", c[3], 0.36, 1
        )
    return 4, 4, dice.pick(8, 12, 16), body


def cover(seed: str, *, theme: str, width: int, height: int, copy: int = 0) -> str:
    """Return an SVG under 6 kB, hidden from assistive technology. `seed` is the page's opaque id, never its title.

    `copy` tells one drawing from another where the same cover stands on a page more than once: an id must be unique.
    """
    dice, name = Dice(seed), f"weave-{sha256(f'{seed} {theme} {width} {height} {copy}'.encode()).hexdigest()[:8]}"
    ways = COLOURWAYS.get(theme) or Dice(theme).pick(*COLOURWAYS.values())
    c = [f"var(--dye-{dye},{DYES[dye]})" for dye in dice.pick(*ways).split()]
    weave = dice.pick(loom, kilim, flame, belt, patch, knit, trellis, lace)
    columns, rows, repeat, tile = weave(dice, c)
    turn = dice.pick(*{trellis: (0, 45), lace: (0, 45), patch: (0, 45), belt: (0, 90), flame: (0, 90)}.get(weave, (0,)))
    place = f"translate({width / 2:g} {height / 2:g}) rotate({turn}) scale({min(width, height) / repeat:.3f})"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice"
aria-hidden="true" focusable="false"><pattern id="{name}" width="{columns}" height="{rows}" patternUnits="userSpaceOnUse"
patternTransform="{place}"><path d="M0 0h99v99H0z" fill="{c[0]}"/>{tile}</pattern>
<path d="M0 0h{width}v{height}H0z" fill="url(#{name})"/></svg>"""
