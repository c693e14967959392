"""Plain text with blank lines between paragraphs, as rich text and as the blocks of a page's body."""

from html import escape
from typing import Any

from operations.demo.ids import demo_id


def html(text: str) -> str:
    """Return paragraphs as rich text."""
    return "".join(f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in text.strip().split("\n\n"))


def block(owner: str, number: int, kind: str, value: Any) -> dict[str, Any]:
    """Return a block of a stream with an id that is the same in every language and on every installation."""
    return {"type": kind, "value": value, "id": str(demo_id("block", f"{owner}/{number}"))}


def body(owner: str, text: str) -> list[dict[str, Any]]:
    """Return text and heading blocks: a paragraph that begins with `## ` is a heading."""
    kinds: list[tuple[str, Any]] = []
    for part in text.strip().split("\n\n"):
        if part.startswith("## "):
            kinds.append(("heading", {"text": part[3:].strip(), "level": "2"}))
        elif kinds and kinds[-1][0] == "text":
            kinds[-1] = ("text", kinds[-1][1] + html(part))
        else:
            kinds.append(("text", html(part)))
    return [block(owner, number, kind, value) for number, (kind, value) in enumerate(kinds)]
