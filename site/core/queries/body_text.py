from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ChoiceBlock, ListBlock, StreamBlock, StreamValue, StructBlock


def body_text(body: StreamValue) -> str:
    """Return the words of a StreamField as plain text, one block a paragraph: what is written, not what is chosen."""
    return "\n\n".join(text.strip() for text in _texts(body.stream_block, body) if text.strip())


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
