"""What becomes of a file whose last byte has arrived."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Collection

from accounts.models import User
from core.queries.collections import RESTRICTED
from media_pipeline.models import Upload, Video
from media_pipeline.models.upload import parts_folder
from media_pipeline.queries.upload import pending
from media_pipeline.services import finish_upload as finish_service
from media_pipeline.services.finish_upload import finish_upload, keep_upload
from media_pipeline.services.video import StoredOriginal, create_video
from media_pipeline.sweeps import finish_uploads, remove_stale_uploads
from media_pipeline.uploading.part import Part
from tests.factories.uploads import FILM, TUS, begin, committed, make_editor, place, rights, send

pytestmark = pytest.mark.django_db
OTHER = FILM[::-1].replace(b"\xff\xfe", b"\0\0")


def whole(client: Client, data: bytes = FILM, **said: str) -> Upload:
    """Send a file in one piece; return its upload as it stands then."""
    upload = begin(client, len(data), **said)
    assert send(client, upload, data, 0).status_code == 204
    upload.refresh_from_db()
    return upload


def act(client: Client, name: str, *arguments: object) -> str:
    with committed():
        return client.post(reverse(f"media_pipeline:{name}", args=arguments), follow=True).content.decode()


def parts() -> list[str]:
    return sorted(path.name for path in parts_folder().glob("*"))


def test_the_original_is_moved_and_never_copied(logged_in: Client) -> None:
    upload = begin(logged_in, len(FILM), filename="../A film?.MP4")
    send(logged_in, upload, FILM[:5], 0)
    before = upload.part.stat().st_ino
    send(logged_in, upload, FILM[5:], 5)
    video = Video.objects.get()
    assert (video.file.name, video.title) == (f"videos/A-film-{upload.public_id.hex[:12]}.mp4", "A film?")
    status = Path(video.file.path).stat()
    assert (status.st_ino, status.st_nlink, parts()) == (before, 1, [])


def test_the_same_bytes_again_are_a_question(logged_in: Client, editor: User) -> None:
    first = whole(logged_in, filename="first.mp4").video
    again = whole(logged_in, filename="again.mp4")
    assert (again.video, again.is_undecided, Video.objects.count()) == (None, True, 1)
    assert [(one["name"], one["is_complete"]) for one in pending(editor)] == [("again.mp4", True)]
    page = logged_in.get(reverse("media_pipeline:upload_result", args=[again.public_id])).content.decode()
    assert "The same file is here already, as “first”." in page
    finish_uploads()  # nobody decides for the editor
    assert Video.objects.count() == 1
    assert first is not None
    assert f"/admin/media/edit/{first.pk}/" in act(logged_in, "use_existing", again.public_id, first.pk)
    again.refresh_from_db()
    assert (again.video, Video.objects.count(), parts(), pending(editor)) == (first, 1, [], [])


def test_the_same_bytes_may_be_kept_as_new(logged_in: Client) -> None:
    first, again = whole(logged_in).video, whole(logged_in, filename="again.mp4")
    assert "Open “again”" in act(logged_in, "keep_upload", again.public_id)
    act(logged_in, "keep_upload", again.public_id)  # twice is once
    new = Video.objects.exclude(pk=first.pk if first else 0).get()
    assert (new.title, Path(new.file.path).read_bytes(), parts()) == ("again", FILM, [])


def test_a_file_that_came_through_the_plain_form_is_known_too(logged_in: Client, editor: User) -> None:
    film = SimpleUploadedFile("plain.mp4", FILM, "video/mp4")
    root = Collection.objects.get(depth=1).pk
    said = {"title": "Plain", "language": "en", "collection": root, "tags": "", "file": film}
    assert logged_in.post(reverse("wagtailmedia:add", args=["video"]), said).status_code == 302
    version = Video.objects.get().rendition_sets.get()
    assert (version.original_name, version.original_bytes) == ("plain.mp4", len(FILM))
    assert whole(logged_in).is_undecided


def test_only_what_was_offered_can_be_taken(logged_in: Client) -> None:
    whole(logged_in)
    stranger = whole(logged_in, OTHER).video
    again = whole(logged_in, filename="again.mp4")
    assert stranger is not None
    act(logged_in, "use_existing", again.public_id, stranger.pk)
    again.refresh_from_db()
    assert again.is_undecided


def test_what_was_replaced_since_is_no_twin(logged_in: Client) -> None:
    video = whole(logged_in).video
    whole(logged_in, OTHER, replaces=str(video.pk if video else 0))
    assert whole(logged_in).video != video


def test_a_video_that_one_may_not_see_is_not_betrayed(logged_in: Client, client: Client) -> None:
    whole(logged_in)
    other = make_editor("other@example.org")
    rights(other).update(collection=Collection.objects.get(depth=2, name=RESTRICTED))
    client.force_login(other)
    assert whole(client).video is not None


def test_another_file_for_a_video(logged_in: Client) -> None:
    video = whole(logged_in, title="Weaving").video
    assert video is not None
    former = Path(video.file.path)
    upload = whole(logged_in, OTHER, filename="new.mov", replaces=str(video.pk), title="ignored")
    video.refresh_from_db()
    assert (upload.video, video.title, Path(video.file.path).read_bytes()) == (video, "Weaving", OTHER)
    versions = [(one.version, one.original_name, one.original_bytes) for one in video.rendition_sets.all()]
    assert versions == [(1, "loom.mp4", len(FILM)), (2, "new.mov", len(OTHER))]
    assert former.read_bytes() == FILM  # the version that still plays may be made again


def test_a_video_that_went_meanwhile_is_kept_as_a_new_one(logged_in: Client) -> None:
    video = whole(logged_in).video
    assert video is not None
    upload = begin(logged_in, len(OTHER), replaces=str(video.pk))
    video.delete()
    send(logged_in, upload, OTHER, 0)
    assert Path(Video.objects.get().file.path).read_bytes() == OTHER


def test_the_title_can_change_before_and_just_after(logged_in: Client) -> None:
    upload = begin(logged_in, len(FILM))
    said = {"title": "Before", "language": "sl", "collection": Collection.objects.get(depth=1).pk}
    address = reverse("media_pipeline:upload_details", args=[upload.public_id])
    assert logged_in.post(address, said).status_code == 200
    send(logged_in, upload, FILM, 0)
    video = Video.objects.get()
    assert (video.title, video.language) == ("Before", "sl")
    logged_in.post(address, said | {"title": "After"})
    wrong = logged_in.post(address, said | {"title": ""})
    video.refresh_from_db()
    assert (video.title, wrong.status_code, wrong.json()) == ("After", 400, {"error": "Title: This field is required."})


def test_the_title_of_a_video_that_was_here_is_left_alone(logged_in: Client) -> None:
    first, again = whole(logged_in).video, whole(logged_in)
    assert first is not None
    act(logged_in, "use_existing", again.public_id, first.pk)
    root = Collection.objects.get(depth=1).pk
    said = {"title": "Another", "language": "sl", "collection": root}
    logged_in.post(reverse("media_pipeline:upload_details", args=[again.public_id]), said)
    first.refresh_from_db()
    assert first.title == "loom"


def test_what_was_moved_out_of_reach_is_not_brought_back(logged_in: Client, editor: User) -> None:
    upload = whole(logged_in)
    video, public = upload.video, Collection.objects.get(depth=1).add_child(name="Public")
    assert video is not None
    rights(editor).update(collection=public)
    Video.objects.update(collection=Collection.objects.get(depth=2, name=RESTRICTED))
    address = reverse("media_pipeline:upload_details", args=[upload.public_id])
    said = {"title": "Out", "language": "en", "collection": public.pk}
    refused = logged_in.post(address, said, headers={"X-Requested-With": "XMLHttpRequest"}).status_code
    video = Video.objects.get()
    assert (refused, video.title, video.is_restricted) == (403, "loom", True)
    video.delete()
    assert logged_in.post(address, said).status_code == 404


def test_a_right_that_is_gone_at_the_last_byte(logged_in: Client, editor: User) -> None:
    whole(logged_in)
    again, other = whole(logged_in), begin(logged_in, len(OTHER))
    rights(editor).update(collection=Collection.objects.get(depth=1).add_child(name="Elsewhere"))
    asked = reverse("media_pipeline:keep_upload", args=[again.public_id])
    assert logged_in.post(asked, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    send(logged_in, other, OTHER, 0)
    with committed():
        finish_uploads()
        Upload.objects.filter(video=None).update(expires_at=timezone.now())
        remove_stale_uploads()
    assert (Video.objects.count(), Upload.objects.count(), parts()) == (1, 1, [])


def placed(upload: Upload, data: bytes = FILM) -> Upload:
    """All its bytes are here, and nobody has looked at them."""
    upload.part.parent.mkdir(parents=True, exist_ok=True)
    upload.part.write_bytes(data)
    return upload


def test_one_that_cannot_be_finished_does_not_stop_the_next(
    logged_in: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does a file system without hard links stop any."""
    bad, good = placed(begin(logged_in, len(FILM), filename="bad.mp4")), placed(begin(logged_in, len(OTHER)), OTHER)

    def without_links(*_paths: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    def make(*, file: StoredOriginal, **values: Any) -> Video:
        if file.name == "bad.mp4":
            raise ConnectionError
        return create_video(file=file, **values)

    monkeypatch.setattr(os, "link", without_links)
    monkeypatch.setattr(finish_service, "create_video", make)
    with committed():
        finish_uploads()
    video = Video.objects.get()
    assert Path(video.file.path).read_bytes() == OTHER
    assert (Upload.objects.get(pk=good.pk).video, parts()) == (video, [bad.part.name])
    assert [(one.exc_info is not None, str(bad.pk) in one.getMessage()) for one in caplog.records] == [(True, True)]


def test_a_server_that_was_off_for_longer_than_an_upload_is_kept(logged_in: Client) -> None:
    """Every byte arrived: it is no stale upload."""
    upload = placed(begin(logged_in, len(FILM)))
    Upload.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with committed():
        remove_stale_uploads()
    assert heads_of(logged_in, upload) == (200, str(len(FILM)))
    with committed():
        finish_uploads()
    assert Path(Video.objects.get().file.path).read_bytes() == FILM


def heads_of(client: Client, upload: Upload) -> tuple[int, str]:
    answer = client.head(place(upload), headers=TUS)
    return answer.status_code, answer.headers["Upload-Offset"]


def test_an_upload_that_is_removed_while_it_is_read(logged_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = [placed(begin(logged_in, len(FILM))) for _number in range(2)]

    def read(file: Part) -> str:
        Upload.objects.all().delete()
        return "0" * 64

    monkeypatch.setattr(Part, "sha256", read)
    finish_upload(upload=uploads[0])
    finish_upload(upload=uploads[1])
    assert keep_upload(upload=uploads[1]) is None
    assert (Video.objects.count(), list((parts_folder().parent / "videos").iterdir())) == (0, [])


def test_a_server_that_ended_after_the_last_byte(logged_in: Client) -> None:
    """The bytes are here, and nobody has looked at them: the sweep does."""
    upload = begin(logged_in, len(FILM))
    upload.part.parent.mkdir(parents=True, exist_ok=True)
    upload.part.write_bytes(FILM)
    with committed():
        finish_uploads()
        finish_uploads()
    assert ([Path(video.file.path).read_bytes() for video in Video.objects.all()], parts()) == ([FILM], [])


def test_a_server_that_ended_between_moving_and_noting(logged_in: Client) -> None:
    """The file has its second name already and the row knows nothing of it."""
    upload = begin(logged_in, len(FILM))
    send(logged_in, upload, FILM[:-1], 0)
    target = parts_folder().parent / f"videos/loom-{upload.mark}.mp4"
    target.parent.mkdir()
    os.link(upload.part, target)
    send(logged_in, upload, FILM[-1:], len(FILM) - 1)
    assert (Video.objects.get().file.path, target.read_bytes(), parts()) == (str(target), FILM, [])


def test_two_that_finish_at_once_make_one_video(logged_in: Client) -> None:
    upload = begin(logged_in, len(FILM))
    upload.part.parent.mkdir(parents=True, exist_ok=True)
    upload.part.write_bytes(FILM)
    stale = Upload.objects.get(pk=upload.pk)
    finish_upload(upload=upload)
    finish_upload(upload=stale)
    assert Video.objects.count() == 1


def aged(path: Path, hours: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = timezone.now().timestamp() - hours * 3600
    os.utime(path, (then, then))
    return path


def test_what_the_sweep_takes_away(logged_in: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    left, coming = (aged(tmp_path / "incoming" / f"{name}.upload.mp4", age) for name, age in (("left", 2), ("coming", 0.5)))
    now = timezone.now()
    going, done, fresh = begin(logged_in, 10), whole(logged_in), begin(logged_in, 10)
    old, undecided = begin(logged_in, 10), whole(logged_in)
    for upload in (going, old):
        aged(upload.part, 5)
    Upload.objects.filter(pk__in=[old.pk, undecided.pk]).update(expires_at=now)
    Upload.objects.filter(pk=done.pk).update(finished_at=now - timedelta(days=31))
    aged(parts_folder() / "nobodys.part", 2)
    young = aged(parts_folder() / "young.part", 0.5)
    for _again in range(2):
        with committed():
            remove_stale_uploads()
    assert (left.exists(), coming.exists()) == (False, True)
    assert list(Upload.objects.all()) == [going, fresh]
    assert parts() == sorted([going.part.name, young.name])
    assert Video.objects.count() == 1
