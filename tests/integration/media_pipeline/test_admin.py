"""What an editor sees and does, through the admin's own pages."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Collection

from accounts.models import User
from cms.home.models import HomePage
from media_pipeline.enums import JobState
from media_pipeline.models import Cue, Track, TranscodeJob, Video
from media_pipeline.services.lease import claim_next
from media_pipeline.services.video import create_video
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import VTT, make_job, make_track, make_upload, make_version, make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    return client


def form(**values: object) -> dict[str, object]:
    root = Collection.objects.get(depth=1)
    return {"title": "Loom", "language": "nb", "collection": root.pk, "tags": "", **values}


def test_an_upload_makes_a_video_and_its_job(editor: Client) -> None:
    data = SimpleUploadedFile("loom.mp4", b"film", "video/mp4")
    response = editor.post(reverse("wagtailmedia:add", args=["video"]), form(file=data))
    assert response.status_code == 302
    video = Video.objects.get()
    assert (video.title, video.language, video.type, Path(video.file.path).read_bytes()) == ("Loom", "nb", "video", b"film")
    assert [(job.state, job.rendition_set.version) for job in video.jobs.all()] == [(JobState.QUEUED, 1)]


def test_the_chooser_uploads_too_and_offers_videos(editor: Client) -> None:
    known = make_video(title="Already here")
    page = editor.get(reverse("wagtailmedia:chooser_typed", args=["video"]))
    assert page.status_code == 200
    assert "Already here" in page.json()["html"]
    assert "data-hx-get" not in page.json()["html"]
    data = {f"media-chooser-upload-{name}": value for name, value in form(file=SimpleUploadedFile("a.mp4", b"film")).items()}
    answer = editor.post(reverse("wagtailmedia:chooser_upload", args=["video"]), data)
    video = Video.objects.exclude(pk=known.pk).get()
    assert (answer.json()["step"], answer.json()["result"]["title"]) == ("media_chosen", "Loom")
    assert video.jobs.count() == 1


@pytest.mark.parametrize(
    ("data", "limits", "words"),
    [
        (b"%PDF-1.7\n", {}, "is a file of the kind PDF, not a video."),
        (b"12345", {"UPLOAD_MAX_BYTES": 4}, "at most 4\xa0bytes are accepted."),
        (b"12345", {"UPLOAD_QUOTA_BYTES": 9}, "You may send 9\xa0bytes within a day; 5\xa0bytes are sent"),
    ],
)
def test_no_form_steps_around_a_limit(
    editor: Client, settings: Settings, data: bytes, limits: dict[str, int], words: str
) -> None:
    editor.post(reverse("wagtailmedia:add", args=["video"]), form(file=SimpleUploadedFile("first.mp4", b"12345")))
    video = Video.objects.get()
    for name, value in limits.items():
        setattr(settings, name, value)
    new = {name: form(file=SimpleUploadedFile("a.mp4", data)) for name in ("add", "edit", "chooser")}
    chosen = {f"media-chooser-upload-{name}": value for name, value in new["chooser"].items()}
    pages = [
        editor.post(reverse("wagtailmedia:add", args=["video"]), new["add"]).content.decode(),
        editor.post(reverse("wagtailmedia:edit", args=[video.pk]), new["edit"]).content.decode(),
        editor.post(reverse("wagtailmedia:chooser_upload", args=["video"]), chosen).json()["html"],
    ]
    assert [words in page for page in pages] == [True] * 3
    assert (Video.objects.count(), video.rendition_sets.count()) == (1, 1)


def test_a_large_file_is_read_before_the_transaction_and_moved_in_it(
    editor: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename, whatever its size; and nobody waits for a copy of a file that comes from elsewhere."""
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    moved: list[tuple[int, bool]] = []
    rename = os.rename

    def noted(source: str, target: str) -> None:
        moved.append((Path(source).stat().st_ino, Path(source).parent == Path(settings.FILE_UPLOAD_TEMP_DIR)))
        rename(source, target)

    monkeypatch.setattr(os, "rename", noted)
    editor.post(reverse("wagtailmedia:add", args=["video"]), form(file=SimpleUploadedFile("loom.mp4", b"film")))
    video = Video.objects.get()
    assert moved == [(Path(video.file.path).stat().st_ino, True)]
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).is_relative_to(settings.PRIVATE_ROOT)

    outside = list(connection.savepoint_ids)  # a test is one itself

    class Elsewhere(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            assert connection.savepoint_ids == outside
            return super().chunks(chunk_size)

    other = create_video(file=Elsewhere(b"another", name="other.mp4"), title="Other", language="en")
    assert (Path(other.file.path).read_bytes(), other.rendition_sets.get().original_name) == (b"another", "other.mp4")


def test_the_form_asks_only_for_what_an_editor_knows(editor: Client) -> None:
    page = editor.get(reverse("wagtailmedia:add", args=["video"]))
    assert list(page.context["form"].fields) == ["title", "file", "language", "collection", "tags", "allows_download"]
    assert editor.get("/admin/media/audio/add/").headers["Location"] == reverse("wagtailmedia:add", args=["video"])


def test_only_a_new_file_starts_a_new_version(editor: Client) -> None:
    video = make_video()
    address = reverse("wagtailmedia:edit", args=[video.pk])
    editor.post(address, form(title="Renamed"))
    assert TranscodeJob.objects.count() == 0
    editor.post(address, form(title="Renamed", file=SimpleUploadedFile("new.mp4", b"new")))
    video.refresh_from_db()
    assert (video.title, [job.rendition_set.version for job in video.jobs.all()]) == ("Renamed", [2])


def test_the_listing_tells_how_each_video_stands(editor: Client) -> None:
    make_video(title="Ready one")
    running = make_job(make_upload(title="Busy one"), state=JobState.RUNNING, percent=42).video
    make_job(make_upload(title="Failed one"), state=JobState.FAILED, error="This file has sound but no picture.")
    make_version(warning="Damaged upload: half is missing.")
    page = editor.get(reverse("wagtailmedia:index")).content.decode()
    for words in ("Ready one", "1:00", "42 %", "This file has sound but no picture.", "Damaged upload: half is missing."):
        assert words in page
    assert page.count("data-hx-get") == 1
    assert f'data-hx-get="{reverse("media_pipeline:live", args=[running.pk])}"' in page


def test_a_row_stops_asking_once_the_job_is_over(editor: Client) -> None:
    job = make_job(state=JobState.RUNNING, percent=42)
    address = reverse("media_pipeline:live", args=[job.video_id])
    before = editor.get(address).content.decode()
    TranscodeJob.objects.update(state=JobState.DONE, percent=100)
    after = editor.get(address).content.decode()
    assert ("data-hx-get" in before, "42 %" in before) == (True, True)
    assert ("data-hx-get" in after, "42 %" in after) == (False, False)


def test_the_listing_needs_as_many_queries_for_many(editor: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("wagtailmedia:index"))
        return len(queries)

    make_video()
    count()
    few = count()
    for _ in range(6):
        make_track(make_video())
    assert count() == few


def test_a_failed_video_can_be_tried_again(editor: Client) -> None:
    job = make_job(state=JobState.FAILED, error="It failed because.")
    page = editor.get(reverse("wagtailmedia:edit", args=[job.video_id])).content.decode()
    retry = reverse("media_pipeline:retry", args=[job.video_id])
    assert "It failed because." in page
    assert retry in page
    editor.post(retry)
    assert [one.state for one in job.video.jobs.all()] == [JobState.FAILED, JobState.QUEUED]


def test_a_waiting_video_is_moved_to_the_front(editor: Client) -> None:
    other, job = make_job(priority=1), make_job(run_after=timezone.now() + timedelta(hours=1))
    bump = reverse("media_pipeline:bump", args=[job.video_id])
    assert bump in editor.get(reverse("wagtailmedia:edit", args=[job.video_id])).content.decode()
    answer = editor.post(bump, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["“Video” is the next to be prepared."]
    for expected in (job, other):
        lease = claim_next()
        assert lease is not None
        assert lease.job.pk == expected.pk
    assert [event.kind for event in job.events.all()] == ["moved up", "taken"]
    answer = editor.post(bump, follow=True)  # nothing waits any more
    assert [str(message) for message in answer.context["messages"]] == []


def test_stopping_a_job(editor: Client) -> None:
    job = make_job()
    editor.post(reverse("media_pipeline:cancel", args=[job.video_id]))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def attach(client: Client, video: Video, text: str, *, language: str = "ro", kind: str = "captions") -> str:
    data = {"language": language, "kind": kind, "file": SimpleUploadedFile("x.vtt", text.encode())}
    page = client.post(reverse("media_pipeline:attach_track", args=[video.pk]), data, follow=True)
    return " ".join(str(message) for message in page.context["messages"])


def test_a_track_is_attached_replaced_and_removed(editor: Client) -> None:
    video = make_video()
    attach(editor, video, VTT)
    first = Track.objects.get()
    old = first.file.name
    with default_storage.open(str(old)) as file:
        assert file.read() == (
            b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nGood morning\n\n"
            b"00:00:02.000 --> 00:00:04.500\nto the <b>zymurgist</b> &amp; you\n"
        )
    assert list(Cue.objects.values_list("text", flat=True)) == ["Good morning", "to the zymurgist & you"]

    attach(editor, video, "WEBVTT\n\n00:01.000 --> 00:02.000\nBuna\n")
    replaced = Track.objects.get()
    assert (replaced.pk, replaced.file.name != old, list(Cue.objects.values_list("text", flat=True))) == (
        first.pk,
        True,
        ["Buna"],
    )

    attach(editor, video, VTT, kind="chapters")
    assert Track.objects.count() == 2
    page = editor.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    assert reverse("media_pipeline:download_track", args=[video.pk, replaced.pk]) in page
    editor.post(reverse("media_pipeline:remove_track", args=[video.pk, replaced.pk]))
    assert [track.kind for track in Track.objects.all()] == ["chapters"]


def test_a_bad_file_is_refused_and_the_old_one_stays(editor: Client) -> None:
    video = make_video()
    make_track(video, language="ro")
    said = attach(editor, video, "WEBVTT\n\n00:09.000 --> 00:08.000\nx\n")
    assert said == "The text was not attached. Line 3: this cue ends before it begins."
    assert Cue.objects.count() == 2


def test_nobody_else_gets_in(client: Client) -> None:
    video = make_upload()
    track = make_track(video)
    addresses = [reverse(f"media_pipeline:{name}", args=[video.pk]) for name in ("retry", "cancel", "attach_track")]
    addresses.append(reverse("media_pipeline:remove_track", args=[video.pk, track.pk]))
    reading = [reverse(f"media_pipeline:{name}", args=[video.pk]) for name in ("live", "state")]
    assert {client.post(address).status_code for address in addresses} | {client.get(one).status_code for one in reading} == {
        302
    }
    client.force_login(User.objects.create_user(email="learner@example.org", password="x"))
    client.post(addresses[-1])
    assert Track.objects.count() == 1
    assert TranscodeJob.objects.count() == 0


def test_a_video_that_a_lesson_needs_is_not_deleted(editor: Client, home: HomePage) -> None:
    needed, free = make_video(), make_video()
    lesson = make_lesson(make_module(make_course(make_catalogue(home))), video=needed)
    refused = editor.post(reverse("wagtailmedia:delete", args=[needed.pk]), follow=True)
    assert ("Take it out there first." in refused.content.decode(), lesson.title in refused.content.decode()) == (True, True)
    editor.post(reverse("wagtailmedia:delete", args=[free.pk]))
    assert list(Video.objects.all()) == [needed]
