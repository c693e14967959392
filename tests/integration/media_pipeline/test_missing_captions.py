"""Who publishes a page learns which of its readers cannot follow its videos; the texts can be kept by whoever may watch."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import querydict_from_html, streamfield

from accounts.models import User
from cms.home.models import HomePage
from learning.models import LessonPage
from media_pipeline.models import Video
from media_pipeline.publish_warning import editor_address
from media_pipeline.queries.missing_captions import Missing, missing_in_bulk
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_track, make_video

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:01 --> 00:02\nBună\nziua\n\n00:03 --> 00:04\n<i>tuturor</i>\n\n01:05 --> 01:06\nLa revedere\n"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    return client


def lesson_with(video: Video, home: HomePage) -> LessonPage:
    return make_lesson(make_module(make_course(make_catalogue(home))), video=video)


def warnings(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]


def publish(client: Client, page: LessonPage) -> list[str]:
    """Publish from the page's form, and return what it says about videos."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    data["action-publish"] = "action-publish"
    for field in ("body", "worksheet"):  # which a script fills in
        data.update({f"{field}-{name}": value for name, value in streamfield([]).items()})
    answer = client.post(address, data, follow=True)
    assert [status for _url, status in answer.redirect_chain] == [302], answer.context["form"].errors
    return warnings(answer)


def publish_from_the_list(client: Client, page: LessonPage) -> list[str]:
    page.unpublish()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert LessonPage.objects.get(pk=page.pk).live
    return warnings(answer)


def test_publishing_names_each_language_that_lacks_captions(editor: Client, home: HomePage) -> None:
    video = make_video(title="Loom", language="ro")
    lesson = lesson_with(video, home)
    spoken, read = publish(editor, lesson)
    assert "“Loom” has no captions in Română, which is spoken in it: who cannot hear cannot follow." in spoken
    assert "“Loom” has no subtitles in English, the language of the page." in read
    assert editor_address(video, Missing("ro", "captions")).replace("&", "&amp;") in spoken

    captions = make_track(video, language="ro")
    video = Video.objects.get()
    (read,) = publish_from_the_list(editor, lesson)
    address = f"{reverse('media_pipeline:cues', args=[video.pk])}?kind=subtitles&language=en&beside={captions.pk}"
    assert (address.replace("&", "&amp;") in read, editor.get(address).context["beside"]) == (True, captions)
    make_track(video, language="en", kind="subtitles")
    assert (publish(editor, lesson), publish_from_the_list(editor, lesson)) == ([], [])


def test_what_is_needed_follows_the_pages_that_use_the_video(home: HomePage) -> None:
    used, unused, cyrillic = make_video(language="ro"), make_video(language="nb"), make_video(language="sr-cyrl")
    lesson = lesson_with(used, home)
    make_track(cyrillic, language="sr-latn")
    wanted = {
        used.pk: [Missing("ro", "captions"), Missing("en", "subtitles")],
        unused.pk: [Missing("nb", "captions")],
        cyrillic.pk: [],
    }
    assert missing_in_bulk([used, unused, cyrillic]) == wanted
    lesson.unpublish()
    assert missing_in_bulk([used])[used.pk] == [Missing("ro", "captions")]


def test_looking_at_many_videos_costs_as_much_as_at_one() -> None:
    def count(number: int) -> int:
        videos = [make_video() for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            missing_in_bulk(videos)
        return len(queries)

    missing_in_bulk([make_video()])
    assert count(1) == count(6)


def test_the_listing_and_the_page_of_the_video_say_it_too(editor: Client, home: HomePage) -> None:
    video = make_video(language="ro")
    lesson_with(video, home)
    assert "missing: Română, English" in editor.get(reverse("wagtailmedia:index")).content.decode()
    page = editor.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    assert "Captions in Română are missing: it is spoken in the video." in page
    assert "Subtitles in English are missing: a page in that language shows the video." in page


def kept(client: Client, video: Video, query: str = "", *, language: str = "ro") -> tuple[int, str]:
    answer = client.get(reverse("transcript_text", args=[video.public_id, language]) + query)
    return answer.status_code, answer.content.decode() if answer.status_code == 200 else ""


def test_the_transcript_can_be_kept_as_text(client: Client) -> None:
    video = make_video(title="Țesătura")
    make_track(video, language="ro", text=VTT)
    assert kept(client, video) == (200, "Țesătura\n\nBună ziua tuturor\n\nLa revedere\n")
    assert kept(client, video, "?times=1") == (200, "Țesătura\n\n[0:01] Bună ziua\n[0:03] tuturor\n[1:05] La revedere\n")
    answer = client.get(reverse("transcript_text", args=[video.public_id, "ro"]))
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Language", "Cache-Control")} == {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Language": "ro",
        "Cache-Control": "private, no-cache",
    }
    assert kept(client, video, language="en")[0] == 404


def test_only_whoever_may_watch_may_keep_it(client: Client) -> None:
    video = make_video(collection=Collection.objects.get(depth=2, name="Restricted"))
    make_track(video, language="ro")
    assert kept(client, video) == (404, "")
    gone = make_video()
    make_track(gone, language="ro")
    gone.delete()
    assert kept(client, gone) == (404, "")


def test_a_lesson_offers_it(client: Client, home: HomePage) -> None:
    video = make_video(language="ro")
    make_track(video, language="ro")
    page = client.get(lesson_with(video, home).url)
    assert reverse("transcript_text", args=[video.public_id, "ro"]) in page.content.decode()
