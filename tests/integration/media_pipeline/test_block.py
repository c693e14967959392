import pytest
from wagtail.blocks import StreamBlock
from wagtail.models import Collection

from media_pipeline.blocks import VideoBlock
from media_pipeline.queries.playback import playback
from tests.factories.media import make_upload, make_video

pytestmark = pytest.mark.django_db


def test_the_template_gets_what_a_player_needs() -> None:
    video = make_video()
    block = VideoBlock()
    assert block.get_context(video)["playback"] == playback(video, language="en")
    assert "playback" not in block.get_context(None)


def test_a_restricted_video_is_not_played_to_everybody() -> None:
    video = make_video(collection=Collection.objects.get(depth=2, name="Restricted"))
    assert "playback" not in VideoBlock().get_context(video)


def test_a_video_in_a_page_survives_saving() -> None:
    video = make_upload()
    stream = StreamBlock([("video", VideoBlock())])
    value = stream.to_python([{"type": "video", "value": video.pk, "id": "a"}])
    assert [child.value for child in value] == [video]
    assert stream.get_prep_value(value) == [{"type": "video", "value": video.pk, "id": "a"}]


def test_the_block_picker_shows_the_newest_video() -> None:
    assert VideoBlock().get_preview_value() is None
    make_video(title="Older")
    newer = make_video(title="Newer")
    assert VideoBlock().get_preview_value() == newer
