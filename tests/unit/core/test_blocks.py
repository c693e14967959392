import pytest
from django.template.loader import render_to_string
from wagtail.blocks import Block

from cms.practices.blocks import StepBlock
from core.blocks import BODY_BLOCKS


def test_the_names_of_blocks_are_frozen() -> None:
    """They stand in stored content: a rename comes with a data migration."""
    assert [name for name, _block in BODY_BLOCKS] == ["text", "heading", "quote", "image", "download", "call_to_action"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "block"), [*BODY_BLOCKS, ("step", StepBlock())], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_preview_is_drawn_with_our_stylesheet(name: str, block: Block) -> None:
    block.set_name(name)
    bound = (
        block._get_bound_preview_value()
        if hasattr(block, "_get_bound_preview_value")
        else block.bind(block.get_preview_value())
    )
    page = render_to_string(
        "wagtailcore/shared/block_preview.html", {"block_def": block, "bound_block": bound, "page_title": name}
    )
    inside = page.split(f'block-{name}">')[1]
    assert ("css/trellis.css" in page, "css/preview.css" in page, inside.lstrip().startswith("<") or name == "download") == (
        True,
    ) * 3
