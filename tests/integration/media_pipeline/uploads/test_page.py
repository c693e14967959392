"""The page on which videos are uploaded."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from accounts.models import User
from media_pipeline.models import Upload
from tests.factories.media import make_video
from tests.factories.uploads import FILM, begin, make_editor, rights, send

pytestmark = pytest.mark.django_db


def pending(client: Client, **asked: int) -> list[dict[str, object]]:
    page = client.get(reverse("media_pipeline:upload"), asked)
    found: list[dict[str, object]] = page.context["configuration"]["pending"]
    return found


def test_it_lists_what_is_unfinished_and_ones_own(logged_in: Client) -> None:
    root = Collection.objects.get(depth=1)
    upload = begin(logged_in, len(FILM), modified="7", title="Loom")
    send(logged_in, upload, FILM[:1000], 0)
    finished = begin(logged_in, len(FILM))
    send(logged_in, finished, FILM, 0)
    known = {"id": str(upload.public_id), "name": "loom.mp4", "size": len(FILM), "modified": 7, "offset": 1000}
    said = {"title": "Loom", "language": "en", "collection": root.pk, "replaces": None, "is_complete": False}
    assert pending(logged_in) == [known | said]
    other = Client()
    other.force_login(make_editor("other@example.org"))
    assert pending(other) == []


def test_each_replacement_stays_on_its_own_page(logged_in: Client, editor: User) -> None:
    video = make_video(uploaded_by_user=editor)
    upload = begin(logged_in, 10, replaces=str(video.pk))
    assert pending(logged_in) == []
    assert [one["id"] for one in pending(logged_in, replaces=video.pk)] == [str(upload.public_id)]
    page = logged_in.get(reverse("media_pipeline:upload"), {"replaces": video.pk}).content.decode()
    assert "Replace the file of “Video”" in page
    assert " multiple" not in page


def test_the_ways_to_it(logged_in: Client, editor: User) -> None:
    address = reverse("media_pipeline:upload")
    video = make_video(uploaded_by_user=editor)
    assert f'href="{address}"' in logged_in.get(reverse("wagtailmedia:index")).content.decode()
    assert (
        f'href="{address}?replaces={video.pk}"' in logged_in.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    )


def test_a_stranger_sees_no_result_and_changes_nothing(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    stranger = Client()
    stranger.force_login(make_editor("other@example.org", is_superuser=True))
    for name in ("upload_details", "keep_upload"):
        assert stranger.post(reverse(f"media_pipeline:{name}", args=[upload.public_id])).status_code == 404
    assert stranger.get(reverse("media_pipeline:upload_result", args=[upload.public_id])).status_code == 404
    assert Upload.objects.get().title == upload.title


def test_who_may_not_add_videos_sees_no_page(client: Client) -> None:
    user = make_editor()
    video = make_video()
    client.force_login(user)
    assert client.get(reverse("media_pipeline:upload"), {"replaces": video.pk}).status_code == 302
    rights(user).delete()
    assert client.get(reverse("media_pipeline:upload")).status_code == 302


def test_a_question_too_early_changes_nothing(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    page = logged_in.post(reverse("media_pipeline:keep_upload", args=[upload.public_id]), follow=True).content.decode()
    assert "The file is being checked." in page
    upload.refresh_from_db()
    assert upload.video is None
