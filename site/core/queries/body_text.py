from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, ChoiceBlock, ListBlock, StreamBlock, StreamValue, StructBlock

from core.blocks.heading import HeadingBlock


@dataclass(frozen=True)
class Section:
    """A heading with what follows it, as plain text. `anchor` is the fragment that leads to it; "" before the first heading."""

    anchor: str
    text: str


def body_text(body: StreamValue) -> str:
    """Return the words of a StreamField as plain text, one block a paragraph: what is written, not what is chosen."""
    return "\n\n".join(text.strip() for text in _texts(body.stream_block, body) if text.strip())


def sections(body: StreamValue) -> list[Section]:
    """Return the words of a body by its headings, whatever their level; none of them is empty."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for child in body:
        if isinstance(child.block, HeadingBlock) and child.value.anchor:
            found.append((child.value.anchor, []))
        found[-1][1].extend(text.strip() for text in _texts(child.block, child.value) if text.strip())
    return [Section(anchor, "\n\n".join(texts)) for anchor, texts in found if texts]


def _texts(block: Block, value: Any) -> Iterator[str]:
    if value is None or isinstance(block, ChoiceBlock):
        return
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _texts(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _texts(block.child_block, item)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _texts(child_block, value.get(name))
    else:
        yield from block.get_searchable_content(value)
