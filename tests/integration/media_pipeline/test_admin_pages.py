"""The list with its filters and bulk actions, the page of a video, and the queue."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import Settings
from wagtail.models import Collection

from accounts.models import User
from cms.home.models import HomePage
from media_pipeline.enums import JobState
from media_pipeline.models import JobEvent, MediaQueue, TranscodeJob, Video
from media_pipeline.services import run_job as run_job_service
from media_pipeline.services.free_space import NoSpaceError
from media_pipeline.services.lease import claim
from media_pipeline.services.transcode_job import request_transcode
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_job, make_picture, make_sound, make_upload, make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    return client


@pytest.fixture
def searchable(settings: Settings) -> None:
    settings.WAGTAILSEARCH_BACKENDS = settings.ADMIN_SEARCH


def titles(client: Client, **parameters: str | int) -> list[str]:
    page = client.get(reverse("wagtailmedia:index"), parameters)
    return sorted(video.title for video in page.context["object_list"])


@pytest.mark.usefixtures("searchable")
def test_filters_and_search(editor: Client) -> None:
    mentors = Collection.objects.get(depth=2, name="Restricted").add_child(name="Mentors only")
    make_job(make_upload(title="Loom", language="nb"), state=JobState.FAILED)
    make_job(make_upload(title="Loom twice", collection=mentors), state=JobState.DONE)
    retried = make_job(make_upload(title="Kiln", language="nb"), state=JobState.FAILED).video
    make_job(retried, state=JobState.DONE)
    assert titles(editor) == ["Kiln", "Loom", "Loom twice"]
    assert titles(editor, state="done") == ["Kiln", "Loom twice"]
    assert titles(editor, language="nb") == ["Kiln", "Loom"]
    assert titles(editor, collection_id=mentors.pk) == ["Loom twice"]
    assert titles(editor, q="loom") == ["Loom", "Loom twice"]
    assert titles(editor, q="loom", state="failed", language="nb") == ["Loom"]
    results = editor.get(reverse("media_pipeline:results"), {"q": "zebra"})
    assert "No video matches “zebra”." in results.content.decode()


def test_where_it_is_used(editor: Client, home: HomePage) -> None:
    used = make_video(title="Used one")
    make_lesson(make_module(make_course(make_catalogue(home))), video=used)
    page = editor.get(reverse("wagtailmedia:index"))
    assert [video.usage_count for video in page.context["object_list"]] == [1]
    assert used.usage_url in page.content.decode()


def test_the_live_cells_bring_poster_and_length_along(editor: Client) -> None:
    video = make_video()
    page = editor.get(reverse("media_pipeline:live", args=[video.pk])).content.decode()
    assert (page.count('data-hx-swap-oob="true"'), "/v1/poster.webp" in page, "1:00" in page) == (2, True, True)


def bulk(client: Client, action: str, *videos: Video, **fields: object) -> str:
    """Choose a bulk action, look at its question, answer it with yes; return what is said then."""
    address = reverse("wagtail_bulk_action", args=["media_pipeline", "video", action])
    address += "?" + "&".join(f"id={video.pk}" for video in videos) + "&next=/admin/media/"
    question = client.get(address)
    assert question.status_code == 200
    assert all(video.title in question.content.decode() for video in videos)
    answer = client.post(address, fields, follow=True)
    return " ".join(str(message) for message in answer.context["messages"]).strip()


def test_deleting_many(editor: Client, home: HomePage) -> None:
    needed, free, other = make_video(title="Needed"), make_job(make_upload(title="Free")).video, make_video(title="Other")
    make_lesson(make_module(make_course(make_catalogue(home))), video=needed)
    assert bulk(editor, "delete", free, other) == "2 videos were deleted."
    assert TranscodeJob.objects.get().state == JobState.CANCELLED
    address = reverse("wagtail_bulk_action", args=["media_pipeline", "video", "delete"]) + f"?id={needed.pk}&next=/admin/"
    assert "Take them out there first." in editor.get(address).content.decode()
    editor.post(address)
    assert list(Video.objects.all()) == [needed]


@pytest.mark.usefixtures("searchable")
def test_all_in_the_list_are_those_that_the_list_shows(editor: Client, home: HomePage) -> None:
    used = make_job(make_upload(title="Loom"), state=JobState.FAILED).video
    make_lesson(make_module(make_course(make_catalogue(home))), video=used)
    make_job(make_upload(title="Kiln", language="nb"), state=JobState.FAILED)
    make_video(title="Plays")
    address = reverse("wagtail_bulk_action", args=["media_pipeline", "video", "delete"])
    lists: tuple[tuple[dict[str, str | int], list[str]], ...] = (
        ({}, ["Kiln", "Loom", "Plays"]),
        ({"state": "failed"}, ["Kiln", "Loom"]),
        ({"language": "nb"}, ["Kiln"]),
        ({"usage_count_max": 0}, ["Kiln", "Plays"]),
        ({"usage_count_min": 1, "q": "loo"}, ["Loom"]),
    )
    for asked, shown in lists:
        chosen = editor.get(address, {**asked, "id": "all", "next": "/admin/media/"}).context["items"]
        assert (titles(editor, **asked), sorted(one["item"].title for one in chosen)) == (shown, shown)


def test_moving_many_to_another_collection(editor: Client) -> None:
    restricted = Collection.objects.get(depth=2, name="Restricted")
    videos = [make_video(title="One"), make_video(title="Two")]
    assert bulk(editor, "move", *videos, collection=restricted.pk) == "2 videos were moved."
    assert [video.is_restricted for video in Video.objects.all()] == [True, True]


def test_preparing_many_again_and_moving_them_up(editor: Client) -> None:
    ready, failed, busy = make_video(title="Ready"), make_job(state=JobState.FAILED).video, make_job().video
    assert bulk(editor, "prepare", ready, failed, busy) == "2 videos are being prepared."
    assert [job.rendition_set.version for job in (ready.jobs.get(), failed.jobs.latest("pk"))] == [2, 1]
    assert bulk(editor, "move_up", ready, failed) == "2 videos moved up."
    assert busy.jobs.get().priority < failed.jobs.latest("pk").priority


def test_bulk_actions_ask_for_the_permission(client: Client) -> None:
    user = User.objects.create_user(email="reader@example.org", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    video = make_video()
    for action in ("delete", "move", "prepare", "move_up"):
        address = reverse("wagtail_bulk_action", args=["media_pipeline", "video", action]) + f"?id={video.pk}&next=/admin/"
        client.post(address, {"collection": video.collection_id})
    assert (Video.objects.count(), video.jobs.count()) == (1, 0)


def test_another_file_keeps_the_former_original(editor: Client) -> None:
    video = make_upload()
    first = request_transcode(video=video).rendition_set
    before = Path(video.file.path)
    values = {"title": "Loom", "language": "nb", "collection": video.collection_id, "tags": "", "allows_download": "on"}
    data = {**values, "file": SimpleUploadedFile("new.mp4", b"new")}
    assert editor.post(reverse("wagtailmedia:edit", args=[video.pk]), data).status_code == 302
    video.refresh_from_db()
    first.refresh_from_db()
    newest = video.rendition_sets.latest("version")
    assert (before.read_bytes(), first.original) == (b"not read by any test", f"videos/{before.name}")
    assert (newest.version, newest.original_name, newest.original_bytes) == (2, "new.mp4", 3)
    assert (video.allows_download, [job.state for job in video.jobs.all()]) == (True, ["cancelled", "queued"])


def test_the_page_tells_versions_jobs_and_log(editor: Client) -> None:
    video = make_video(title="Loom")
    make_picture(video.rendition_sets.get())
    make_sound(video.rendition_sets.get())
    job = request_transcode(video=video, original_name="ferie.mov")
    lease = claim(job_id=job.pk)
    assert lease is not None
    lease.fail(error="It cannot be read.", log="moov atom not found")
    page = editor.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    for words in ("Version 2", "ferie.mov", "Version 1", "It cannot be read.", "moov atom not found", "attempt 1", "Try again"):
        assert words in page
    rows = [strip_tags(row.replace("</td>", "|")).replace("\xa0", " ") for row in re.findall("<tr><td>.*?</tr>", page)]
    assert rows == [
        "Sound|–|128 kbit/s|130 kbit/s|937.5 KB|",
        "Picture|1280 × 720|1311 kbit/s|2412 kbit/s|9.4 MB|",
    ]
    assert (page.count("data-poster-player"), "/v1/video-720p.mp4" in page) == (1, True)


def test_a_disk_that_stays_full_does_not_fill_the_page(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The waiting for room grows to an hour; of a long log the page shows the end."""

    def full(**_values: object) -> None:
        raise NoSpaceError("No room.")

    monkeypatch.setattr(run_job_service, "encode_version", full)
    job, waits = request_transcode(video=make_video()), []
    for _time in range(8):
        TranscodeJob.objects.update(run_after=timezone.now())
        run_job_service.run_job(job_id=job.pk)
        waits.append(round((TranscodeJob.objects.get().run_after - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    page = editor.get(reverse("wagtailmedia:edit", args=[job.video_id])).content.decode()
    assert (page.count("<code>No room.</code>"), "The last" in page) == (8, False)
    JobEvent.objects.bulk_create([JobEvent(job=job, kind="step", text=f"line {number}") for number in range(100)])
    page = editor.get(reverse("wagtailmedia:edit", args=[job.video_id])).content.decode()
    assert (page.count("<code>line "), "The last 100 of 117 lines:" in page, "No room.</code>" in page) == (100, True, False)
    assert page.index("<code>line 0<") < page.index("<code>line 99<")


def test_the_page_of_a_restricted_video_has_signed_addresses(editor: Client) -> None:
    video = make_upload(collection=Collection.objects.get(depth=2, name="Restricted"))
    make_job(video).rendition_set.__class__.objects.update(published_at="2026-01-01T00:00Z", fallback="video.mp4")
    page = editor.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    assert 'src="/media/signed/' in page
    assert f'data-renew="/media/access/{video.public_id}"' in page
    assert f'"/media/videos/{video.public_id}' not in page


def test_the_queue(editor: Client) -> None:
    running, waiting = make_job(make_upload(title="Runs")), make_job(make_upload(title="Waits"))
    failed = make_job(make_upload(title="Failed"), state=JobState.FAILED, error="No picture.")
    retried = make_job(make_upload(title="Tried again"), state=JobState.FAILED).video
    make_job(retried, state=JobState.DONE)
    lease = claim(job_id=running.pk)
    assert lease is not None
    lease.write(percent=40, seconds_left=200)
    page = editor.get(reverse("media_pipeline:queue")).content.decode()
    for words in ("Runs", "40 %", "about 3 minutes left", lease.job.lease_owner, "Waits", "Failed", "No picture."):
        assert words in page
    assert "Tried again" not in page
    for action, job in (("move-up", waiting), ("cancel", running), ("retry", failed)):
        assert editor.post(reverse("media_pipeline:queue_action", args=[job.pk, action])).status_code == 302
    running.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.priority, running.cancel_requested, failed.video.jobs.count()) == (1, True, 2)
    editor.post(reverse("media_pipeline:queue_action", args=[waiting.pk, "burn"]))
    assert (waiting.priority, TranscodeJob.objects.get(pk=waiting.pk).state) == (1, JobState.QUEUED)


def test_pausing_and_resuming(editor: Client) -> None:
    editor.post(reverse("media_pipeline:pause_queue"))
    assert (MediaQueue.is_paused(), "Paused" in editor.get(reverse("media_pipeline:queue")).content.decode()) == (True, True)
    editor.post(reverse("media_pipeline:resume_queue"))
    assert not MediaQueue.is_paused()


def test_the_queue_is_for_operators(client: Client) -> None:
    user = User.objects.create_user(email="operator@example.org", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    job = make_job()
    reading = [reverse(f"media_pipeline:{name}") for name in ("queue", "queue_state")]
    writing = [reverse(f"media_pipeline:{name}") for name in ("pause_queue", "resume_queue")]
    writing.append(reverse("media_pipeline:queue_action", args=[job.pk, "cancel"]))
    assert {client.get(address).status_code for address in reading} <= {302, 403}
    assert {client.post(address).status_code for address in writing} <= {302, 403}
    assert (MediaQueue.is_paused(), TranscodeJob.objects.get().state) == (False, JobState.QUEUED)
    user.user_permissions.add(Permission.objects.get(codename="change_mediaqueue"))
    assert client.get(reading[0]).status_code == 200
