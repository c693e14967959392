"""The pictures of a lesson's film, drawn as the pages are: paper, ruled lines, one serif, cloth at the side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from operations.demo.cloth import cloth, dye, selvedge
from operations.demo.fonts import Face, font

WIDTH, HEIGHT = 1280, 720
_PAPER, _INK, _INK_SOFT, _RULE = "#fbfaf6", "#12231f", "#4b5a55", "#d6d5cc"
_DEEP, _ON_DEEP, _ON_DEEP_SOFT, _RULE_DEEP = "#123a31", "#f8f5ec", "#c9d3c6", "#3a5c52"
_THEMES = {"mentoring": "#8f2f27", "young-artists": "#7d5200", "heritage": "#6b2a57", "digital": "#1f5480",
           "community": "#46602a", "funding": "#97460f"}  # fmt: skip
_EDGE = 15  # height of the selvedge
_LEFT, _RIGHT, _BOTTOM = 88, 72, 60


@dataclass(frozen=True)
class Slide:
    """What one slide says. Without points its heading is a sentence that stands alone on the deep cloth."""

    heading: str
    points: Sequence[str] = field(default_factory=tuple)
    is_title: bool = False


@dataclass(frozen=True)
class Deck:
    """What all slides of a film share. `seed` is the id of the lesson: its cloth is woven from it."""

    seed: str
    theme: str
    course: str
    maker: str
    slides: Sequence[Slide]


def draw(deck: Deck, number: int) -> Image.Image:
    """Return slide `number` (from 0) at 1280 × 720."""
    slide = deck.slides[number]
    if slide.is_title:
        return _title(deck, slide)
    return _point(deck, slide, number)


def _title(deck: Deck, slide: Slide) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    panel = 456
    picture.paste(cloth(deck.seed, theme=deck.theme, width=panel, height=HEIGHT, columns=38), (WIDTH - panel, 0))
    pen = ImageDraw.Draw(picture)
    room = WIDTH - panel - _LEFT - 56
    lines, size = _fitted(slide.heading, room, 4, (88, 80, 72, 64))
    block = len(lines) * round(size * 1.06)
    top = (HEIGHT - block) // 2 - 8
    _kicker(pen, (_LEFT, top - 62), deck.course, _THEMES[deck.theme])
    _lines(pen, (_LEFT, top), lines, (Face.SERIF, size), 1.06, _INK)
    pen.line((_LEFT, HEIGHT - _BOTTOM - 48, _LEFT + room, HEIGHT - _BOTTOM - 48), fill=_RULE, width=2)
    pen.text((_LEFT, HEIGHT - _BOTTOM), deck.maker, font=font(Face.SANS, 26), fill=_INK_SOFT, anchor="ls")
    picture.paste(selvedge(width=WIDTH, row=_EDGE // 3, stitch=20), (0, 0))
    return picture


def _point(deck: Deck, slide: Slide, number: int) -> Image.Image:
    is_deep = not slide.points
    paper, soft, rule = (_DEEP, _ON_DEEP_SOFT, _RULE_DEEP) if is_deep else (_PAPER, _INK_SOFT, _RULE)
    picture = Image.new("RGB", (WIDTH, HEIGHT), paper)
    band = 112
    picture.paste(cloth(deck.seed, theme=deck.theme, width=band, height=HEIGHT, columns=9), (0, 0))
    pen = ImageDraw.Draw(picture)
    left = band + _LEFT - 16
    room = WIDTH - left - _RIGHT
    _progress(pen, (left, HEIGHT - _BOTTOM), (number, len(deck.slides) - 1), (deck, rule))
    pen.text((WIDTH - _RIGHT, HEIGHT - _BOTTOM + 4), deck.slides[0].heading, font=font(Face.SANS, 24), fill=soft, anchor="rs")
    if is_deep:
        _sentence(pen, left, room, slide.heading)
    else:
        _list(pen, left, room, slide)
    picture.paste(selvedge(width=WIDTH, row=_EDGE // 3, stitch=20), (0, 0))
    return picture


def _sentence(pen: ImageDraw.ImageDraw, left: int, room: int, words: str) -> None:
    lines, size = _fitted(words, room - 60, 4, (92, 84, 76, 66))
    top = (HEIGHT - len(lines) * round(size * 1.1)) // 2 - 24
    _lines(pen, (left, top), lines, (Face.SERIF, size), 1.1, _ON_DEEP)


def _list(pen: ImageDraw.ImageDraw, left: int, room: int, slide: Slide) -> None:
    lines, size = _fitted(slide.heading, room, 2, (68, 60, 54))
    top = _lines(pen, (left, 76), lines, (Face.SERIF, size), 1.08, _INK) + 34
    wrapped = [_wrapped(point, room - 84, (Face.SANS, 36)) for point in slide.points]
    step = min(128, (HEIGHT - _BOTTOM - 56 - top) // len(wrapped))
    for number, point in enumerate(wrapped, start=1):
        pen.line((left, top, left + room, top), fill=_RULE, width=2)
        middle = top + step // 2
        pen.text((left, middle), str(number), font=font(Face.SERIF, 44), fill=dye("madder"), anchor="lm")
        for index, line in enumerate(point):
            offset = (index - (len(point) - 1) / 2) * 46
            pen.text((left + 84, middle + offset), line, font=font(Face.SANS, 36), fill=_INK, anchor="lm")
        top += step
    pen.line((left, top, left + room, top), fill=_RULE, width=2)


def _progress(pen: ImageDraw.ImageDraw, at: tuple[int, int], done: tuple[int, int], look: tuple[Deck, str]) -> None:
    """Stitches: woven for what was said, bare for what comes."""
    number, of = done
    deck, bare = look
    for part in range(of):
        x, y = at[0] + part * 44, at[1] - 14
        is_done = part < number
        fill = (dye("weld") if bare == _RULE_DEEP else _THEMES[deck.theme]) if is_done else bare
        pen.rectangle((x, y, x + 35, y + 11), fill=fill)


def _kicker(pen: ImageDraw.ImageDraw, at: tuple[int, int], words: str, colour: str) -> None:
    pen.text(at, words, font=font(Face.SANS_STRONG, 28), fill=colour)


def _lines(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], lines: list[str], face: tuple[Face, int], leading: float, colour: str
) -> int:
    """Write lines below each other; return the y below the last one."""
    x, y = at
    for line in lines:
        pen.text((x, y), line, font=font(*face), fill=colour)
        y += round(face[1] * leading)
    return y


def _fitted(words: str, room: int, most: int, sizes: Sequence[int]) -> tuple[list[str], int]:
    """Wrap at the largest size that needs at most `most` lines; at the smallest one whatever it needs."""
    for size in sizes:
        lines = _wrapped(words, room, (Face.SERIF, size))
        if len(lines) <= most:
            break
    return lines, size


def _wrapped(words: str, room: int, face: tuple[Face, int]) -> list[str]:
    """Break into as few lines as fit, then narrow them as long as their number stays: no single word at the end."""
    lines = _broken(words, room, face)
    for width in range(room - 20, room // 2, -20):
        narrower = _broken(words, width, face)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _broken(words: str, room: int, face: tuple[Face, int]) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font(*face).getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
