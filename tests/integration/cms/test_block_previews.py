"""Whoever picks a block sees what it will look like."""

from html import unescape

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page


def picked() -> dict[str, Block]:
    """Return the blocks that an editor chooses among, by name; the only block of a field is not chosen."""
    fields = [field for model in apps.get_models() if issubclass(model, Page) for field in model._meta.get_fields()]
    choices = [dict(field.stream_block.child_blocks) for field in fields if isinstance(field, StreamField)]
    return {name: block for choice in choices if len(choice) > 1 for name, block in choice.items()}


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser(email="admin@example.org", password="x"))
    return client


def shown(page: bytes) -> str:
    return " ".join(unescape(strip_tags(page.decode().partition("</head>")[2])).split())


def test_every_block_shows_what_it_looks_like(editor: Client) -> None:
    """A picture, a download and a video show the newest of the library, which is empty here."""
    address = reverse("wagtailadmin_block_preview")
    seen = {name: shown(editor.get(address, {"id": block.definition_prefix}).content) for name, block in picked().items()}
    assert seen == {
        "text": "The mentee writes one page about where they want to be in six months. "
        "The mentor answers it by hand, before they meet.",
        "heading": "Both letters on the table",
        "quote": "“I had never been answered on paper. I could not pretend that I had not asked.”Mentee, cycle 2",
        "call_to_action": "Thirty places for young artists in mentoring cycle 3Read the call",
        "short_line": "The title of your work",
        "long_text": "What will you ask?",
        "tick_list": "In the bagSketchbookTwo pencilsA question for your mentor",
        **dict.fromkeys(["image", "download", "video"], "The newest one of the library is shown here, once there is one."),
    }
