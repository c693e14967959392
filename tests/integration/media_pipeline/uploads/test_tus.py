"""The protocol of resumable uploads (tus 1.0.0), answer by answer."""

import base64
import hashlib
import io
import shutil
import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import Settings
from wagtail.models import Collection

from accounts.models import User
from core.queries.collections import RESTRICTED
from media_pipeline.models import Upload, Video
from media_pipeline.models.upload import parts_folder
from media_pipeline.services.receive_bytes import receive_bytes
from media_pipeline.services.upload import MARGIN_BYTES
from tests.factories.media import make_video
from tests.factories.uploads import BYTES, FILM, TUS, begin, committed, encoded, make_editor, place, rights, send

pytestmark = pytest.mark.django_db
GB = 1024**3


def heads(answer: Any) -> dict[str, str]:
    """The headers of an answer that are the protocol's own."""
    ours = ("Tus-", "Upload-", "Location", "Allow", "Cache-Control")
    return {name: value for name, value in answer.headers.items() if name.startswith(ours)}


CACHING = "max-age=0, no-cache, no-store, must-revalidate, private"
ALWAYS = {"Tus-Resumable": "1.0.0", "Cache-Control": CACHING}


def test_what_the_server_can(logged_in: Client) -> None:
    answer = logged_in.options(reverse("media_pipeline:tus"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert heads(answer) == ALWAYS | {
        "Tus-Version": "1.0.0",
        "Tus-Extension": "creation,creation-with-upload,expiration,checksum,termination",
        "Tus-Max-Size": str(20 * GB),
        "Tus-Checksum-Algorithm": "sha1,sha256,sha512,md5",
    }


def test_an_upload_from_its_beginning_to_a_video(logged_in: Client, editor: User) -> None:
    upload = begin(logged_in, len(FILM), filename="C:\\films\\the_loom.MP4", language="nb", modified="1700000000123")
    facts = (upload.owner, upload.name, upload.size, upload.modified, upload.title, upload.language)
    assert facts == (editor, "the_loom.MP4", len(FILM), 1700000000123, "the loom", "nb")
    expires = {"Upload-Expires": http_date(upload.expires_at.timestamp())}
    first = send(logged_in, upload, FILM[:1000], 0)
    assert (first.status_code, heads(first)) == (204, ALWAYS | expires | {"Upload-Offset": "1000"})
    asked = logged_in.head(place(upload), headers=TUS)
    known = {"Upload-Offset": "1000", "Upload-Length": str(len(FILM))}
    assert (asked.status_code, heads(asked)) == (200, ALWAYS | expires | known)
    last = send(logged_in, upload, FILM[1000:], 1000)
    assert (last.status_code, heads(last)) == (204, ALWAYS | {"Upload-Offset": str(len(FILM))})
    video = Video.objects.get()
    assert Path(video.file.path).read_bytes() == FILM
    assert (video.title, video.language, video.uploaded_by_user) == ("the loom", "nb", editor)
    version = video.rendition_sets.get()
    assert (version.original_name, version.original_bytes) == ("the_loom.MP4", len(FILM))
    assert version.original_sha256 == hashlib.sha256(FILM).hexdigest()
    assert [job.rendition_set for job in video.jobs.all()] == [version]


def test_the_answer_to_a_beginning_says_where(logged_in: Client) -> None:
    headers = TUS | {"Upload-Length": "10", "Upload-Metadata": encoded(filename="a.mp4")}
    answer = logged_in.post(reverse("media_pipeline:tus"), headers=headers)
    upload = Upload.objects.get()
    expires = http_date(upload.expires_at.timestamp())
    assert answer.status_code == 201
    assert heads(answer) == ALWAYS | {"Location": place(upload), "Upload-Offset": "0", "Upload-Expires": expires}


def test_the_first_bytes_may_come_along(logged_in: Client) -> None:
    headers = TUS | {"Upload-Length": str(len(FILM)), "Upload-Metadata": encoded(filename="a.mp4")}
    answer = logged_in.generic("POST", reverse("media_pipeline:tus"), FILM[:5000], content_type=BYTES, headers=headers)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "5000")
    assert Upload.objects.get().part.read_bytes() == FILM[:5000]


def test_first_bytes_that_are_refused_leave_nothing(logged_in: Client) -> None:
    headers = TUS | {"Upload-Length": "20", "Upload-Checksum": f"sha1 {base64.b64encode(bytes(20)).decode()}"}
    with committed():
        answer = logged_in.generic("POST", reverse("media_pipeline:tus"), FILM[:20], content_type=BYTES, headers=headers)
    assert (answer.status_code, Upload.objects.count(), list(parts_folder().iterdir())) == (460, 0, [])


def digest(name: str, data: bytes) -> str:
    return f"{name} {base64.b64encode(hashlib.new(name, data).digest()).decode()}"


@pytest.mark.parametrize("name", ["sha1", "sha256", "sha512", "md5"])
def test_a_checksum_that_fits(logged_in: Client, name: str) -> None:
    upload = begin(logged_in, len(FILM))
    answer = send(logged_in, upload, FILM[:3000], 0, Upload_Checksum=digest(name, FILM[:3000]))
    assert (answer.status_code, upload.part.read_bytes()) == (204, FILM[:3000])


def test_nothing_is_kept_of_a_damaged_piece(logged_in: Client) -> None:
    upload = begin(logged_in, len(FILM))
    send(logged_in, upload, FILM[:100], 0)
    answer = send(logged_in, upload, FILM[100:3000], 100, Upload_Checksum=digest("sha256", FILM[101:3000]))
    assert (answer.status_code, heads(answer)) == (460, ALWAYS)
    assert [path.read_bytes() for path in parts_folder().iterdir()] == [FILM[:100]]


REFUSED: list[tuple[int, dict[str, Any]]] = [
    (400, {"headers": {"Upload-Offset": "x"}}),
    (400, {"headers": {"Upload-Offset": "-1"}}),
    (400, {"headers": {"Upload-Offset": "0", "Upload-Checksum": "crc32 AAAA"}}),
    (400, {"headers": {"Upload-Offset": "0", "Upload-Checksum": "sha1 AAAA"}}),
    (409, {"headers": {"Upload-Offset": "1"}}),
    (412, {"headers": {"Upload-Offset": "0", "Tus-Resumable": "0.2.2"}}),
    (413, {"headers": {"Upload-Offset": "0"}, "data": bytes(11)}),
    (415, {"headers": {"Upload-Offset": "0"}, "content_type": "application/octet-stream"}),
    (411, {"headers": {"Upload-Offset": "0"}, "CONTENT_LENGTH": ""}),
]


@pytest.mark.parametrize(("status", "wrong"), REFUSED)
def test_pieces_that_are_refused(logged_in: Client, status: int, wrong: dict[str, Any]) -> None:
    upload = begin(logged_in, 10)
    request = {"data": bytes(5), "content_type": BYTES} | wrong | {"headers": TUS | wrong["headers"]}
    answer = logged_in.patch(place(upload), **request)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert answer.content.decode().endswith(".")
    assert heads(answer) == ALWAYS | ({"Tus-Version": "1.0.0"} if status == 412 else {})
    assert logged_in.head(place(upload), headers=TUS).headers["Upload-Offset"] == "0"


BEGINNINGS = [
    (400, {}),
    (400, {"Upload-Length": "0"}),
    (400, {"Upload-Length": "-1"}),
    (400, {"Upload-Length": "1", "Upload-Defer-Length": "1", "Upload-Metadata": "filename ???"}),
    (400, {"Upload-Length": "1", "Upload-Metadata": "filename YQ==,filename YQ=="}),
    (400, {"Upload-Length": "1", "Upload-Metadata": "filename /w=="}),
    (400, {"Upload-Length": "1", "Upload-Metadata": encoded(language="xx")}),
    (400, {"Upload-Length": "1", "Upload-Metadata": encoded(collection="999")}),
    (400, {"Upload-Length": "1", "Upload-Metadata": encoded(title="x" * 256)}),
    (403, {"Upload-Length": "1", "Upload-Metadata": encoded(replaces="999")}),
    (403, {"Upload-Length": "1", "Upload-Metadata": encoded(replaces="x")}),
    (413, {"Upload-Length": str(20 * GB + 1)}),
]


@pytest.mark.parametrize(("status", "headers"), BEGINNINGS)
def test_beginnings_that_are_refused(logged_in: Client, status: int, headers: dict[str, str]) -> None:
    answer = logged_in.post(reverse("media_pipeline:tus"), headers=TUS | headers)
    assert (answer.status_code, heads(answer), Upload.objects.count()) == (status, ALWAYS, 0)


def test_too_much_for_one_person(logged_in: Client, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = 2 * len(FILM)
    begun, _other = begin(logged_in, len(FILM)), begin(logged_in, len(FILM) - 1)
    headers = TUS | {"Upload-Length": "2"}
    assert logged_in.post(reverse("media_pipeline:tus"), headers=headers).status_code == 413
    send(logged_in, begun, FILM, 0)  # what was finished today counts on
    answer = logged_in.post(reverse("media_pipeline:tus"), headers=headers)
    words = "You may send 20.0\xa0KB within a day; 20.0\xa0KB are sent or on their way. Remove one, or go on tomorrow."
    assert (answer.status_code, answer.content.decode()) == (413, words)
    Upload.objects.filter(pk=begun.pk).update(finished_at=timezone.now() - timedelta(days=1, minutes=1))
    assert logged_in.post(reverse("media_pipeline:tus"), headers=headers).status_code == 201


def test_no_room_on_the_disk(logged_in: Client, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = settings.UPLOAD_QUOTA_BYTES = 10**17
    answer = logged_in.post(reverse("media_pipeline:tus"), headers=TUS | {"Upload-Length": str(10**16)})
    assert (answer.status_code, Upload.objects.count()) == (507, 0)
    assert answer.content.decode().startswith("The server has no room for this file: it has 8.9\xa0PB, and ")


def test_room_is_promised_once(logged_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was promised to others, and has not arrived yet, is not free any more; to the byte."""
    free = MARGIN_BYTES + 100_000
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))

    def ask(size: int) -> int:
        headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": encoded(filename="a.mp4")}
        status: int = logged_in.post(reverse("media_pipeline:tus"), headers=headers).status_code
        return status

    first = begin(logged_in, 40_000)
    send(logged_in, first, FILM[:10_000], 0)  # in the test the disk stays as free as it was
    begin(logged_in, 20_000)
    assert [ask(50_001), ask(50_000), ask(1)] == [507, 201, 507]
    Upload.objects.filter(pk=first.pk).update(expires_at=timezone.now())  # nobody will go on with it
    assert [ask(30_001), ask(30_000)] == [507, 201]


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
def test_an_upload_belongs_to_who_began_it(logged_in: Client, method: str) -> None:
    upload = begin(logged_in, 10)
    stranger = Client()
    stranger.force_login(make_editor("other@example.org", is_superuser=True))
    headers = TUS | {"Upload-Offset": "0"}
    for address in (place(upload), reverse("media_pipeline:tus_upload", args=[uuid.uuid4()])):
        answer = stranger.generic(method.upper(), address, b"x", content_type=BYTES, headers=headers)
        assert (answer.status_code, heads(answer)) == (404, ALWAYS)
    assert not upload.part.exists()


def test_who_may_not_add_videos_may_not_upload(client: Client) -> None:
    user = make_editor()
    client.force_login(user)
    upload = begin(client, 10)
    rights(user).delete()
    assert client.post(reverse("media_pipeline:tus"), headers=TUS | {"Upload-Length": "1"}).status_code == 403
    assert send(client, upload, b"12345", 0).status_code == 403


def test_only_in_collections_that_are_ones_own(client: Client) -> None:
    user = make_editor()
    restricted = Collection.objects.get(depth=2, name=RESTRICTED)
    rights(user).update(collection=restricted)
    client.force_login(user)
    assert begin(client, 10).collection == restricted
    root = Collection.objects.get(depth=1)
    headers = TUS | {"Upload-Length": "1", "Upload-Metadata": encoded(collection=str(root.pk))}
    assert client.post(reverse("media_pipeline:tus"), headers=headers).status_code == 400


def test_only_who_may_change_a_video_replaces_its_file(logged_in: Client) -> None:
    headers = TUS | {"Upload-Length": "1", "Upload-Metadata": encoded(replaces=str(make_video().pk))}
    assert logged_in.post(reverse("media_pipeline:tus"), headers=headers).status_code == 403


def test_visitors_are_sent_away(client: Client) -> None:
    assert client.post(reverse("media_pipeline:tus"), headers=TUS | {"Upload-Length": "1"}).status_code == 302
    ajax = TUS | {"Upload-Length": "1", "X-Requested-With": "XMLHttpRequest"}
    assert client.post(reverse("media_pipeline:tus"), headers=ajax).status_code == 403


def test_nothing_is_written_without_the_token(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    upload = Upload.objects.create(
        owner=editor, name="a", size=5, title="a", language="en", collection_id=1, expires_at=timezone.now() + timedelta(1)
    )
    headers = TUS | {"Upload-Offset": "0", "Upload-Length": "5"}
    assert client.post(reverse("media_pipeline:tus"), headers=headers).status_code == 403
    for method in ("PATCH", "DELETE"):
        assert client.generic(method, place(upload), b"x", content_type=BYTES, headers=headers).status_code == 403
    # A reading request that means a writing one has not been checked: it stays what it is.
    meant = headers | {"X-HTTP-Method-Override": "DELETE"}
    assert client.generic("GET", place(upload), headers=meant).status_code == 405
    assert client.head(place(upload), headers=meant).status_code == 200
    client.get(reverse("media_pipeline:upload"))
    client.cookies["csrftoken"] = "a" * 32
    headers |= {"X-CSRFToken": "a" * 32}
    assert client.generic("PATCH", place(upload), b"x", content_type=BYTES, headers=headers).status_code == 204


def test_methods_that_are_not_the_protocols(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    first = logged_in.get(reverse("media_pipeline:tus"), headers=TUS)
    second = logged_in.put(place(upload), headers=TUS)
    assert (first.status_code, heads(first)) == (405, ALWAYS | {"Allow": "POST, OPTIONS"})
    assert (second.status_code, heads(second)) == (405, ALWAYS | {"Allow": "HEAD, PATCH, DELETE, OPTIONS"})


def test_where_only_post_passes(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    meant = TUS | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = logged_in.post(place(upload), b"12345", content_type=BYTES, headers=meant)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "5")


def test_removal(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    send(logged_in, upload, b"12345", 0)
    with committed():
        answer = logged_in.delete(place(upload), headers=TUS)
    assert (answer.status_code, answer.content, heads(answer)) == (204, b"", ALWAYS)
    assert (list(parts_folder().iterdir()), Upload.objects.count()) == ([], 0)
    assert logged_in.head(place(upload), headers=TUS).status_code == 404


def test_an_upload_that_was_left_alone(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert [logged_in.head(place(upload), headers=TUS).status_code, send(logged_in, upload, b"1", 0).status_code] == [410, 410]


def test_each_piece_puts_the_end_off(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    Upload.objects.update(expires_at=timezone.now() + timedelta(days=1))
    send(logged_in, upload, b"1", 0)
    upload.refresh_from_db()
    assert timezone.now() + timedelta(days=6, hours=23) < upload.expires_at < timezone.now() + timedelta(days=7, hours=1)


def test_nothing_follows_the_last_byte(logged_in: Client) -> None:
    upload = begin(logged_in, len(FILM))
    send(logged_in, upload, FILM, 0)
    assert send(logged_in, upload, b"x", len(FILM)).status_code == 409
    asked = logged_in.head(place(upload), headers=TUS)
    assert heads(asked) == ALWAYS | {"Upload-Offset": str(len(FILM)), "Upload-Length": str(len(FILM))}
    assert (Video.objects.count(), list(parts_folder().iterdir())) == (1, [])


def test_what_became_a_video_counts_to_the_end_of_its_day(logged_in: Client, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = len(FILM)
    upload = begin(logged_in, len(FILM))
    send(logged_in, upload, FILM, 0)
    assert logged_in.delete(place(upload), headers=TUS).status_code == 409
    beginning = TUS | {"Upload-Length": "1", "Upload-Metadata": encoded(filename="more.mp4")}
    assert logged_in.post(reverse("media_pipeline:tus"), headers=beginning).status_code == 413


def test_a_piece_of_an_upload_that_is_removed_meanwhile(logged_in: Client) -> None:
    upload = begin(logged_in, 10)
    upload.expires_at = timezone.now()
    Upload.objects.all().delete()
    receive_bytes(upload=upload, offset=0, length=5, stream=io.BytesIO(b"12345"))
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(("begins", "kind"), [(b"%PDF-1.7\n", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x89PNG\r\n\x1a\n", "PNG")])
def test_a_document_is_stopped_at_its_first_bytes(logged_in: Client, begins: bytes, kind: str) -> None:
    upload = begin(logged_in, 10_000, filename="plan.mp4")
    answers = [send(logged_in, upload, begins[:3], 0), send(logged_in, upload, begins[3:].ljust(20, b"\0"), 3)]
    assert [answer.status_code for answer in answers] == [204, 422]
    assert answers[1].content.decode() == f"“plan.mp4” is a file of the kind {kind}, not a video."
    assert (Upload.objects.count(), list(parts_folder().iterdir())) == (0, [])


def test_a_piece_is_never_held_in_memory(logged_in: Client) -> None:
    """Django reads no more than DATA_UPLOAD_MAX_MEMORY_SIZE into memory; a piece may be far larger."""
    data = FILM.ljust(configured.DATA_UPLOAD_MAX_MEMORY_SIZE * 2, b"\1")
    upload = begin(logged_in, len(data) + 1)
    assert send(logged_in, upload, data, 0).headers["Upload-Offset"] == str(len(data))
    assert hashlib.file_digest(upload.part.open("rb"), "sha256").hexdigest() == hashlib.sha256(data).hexdigest()


def test_beyond_what_32_bits_can_count(logged_in: Client) -> None:
    """A part of 3 GB that takes no room on the disk: nearly all of it is a hole."""
    size = 3 * GB
    upload = begin(logged_in, 10)
    Upload.objects.update(size=size + 2)  # the disk of the test need not have that room
    upload.part.parent.mkdir(parents=True, exist_ok=True)
    with upload.part.open("wb") as part:
        part.truncate(size)
    asked = logged_in.head(place(upload), headers=TUS)
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == (str(size), str(size + 2))
    assert send(logged_in, upload, b"x", size % 2**31).status_code == 409
    answer = send(logged_in, upload, b"x", size)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(size + 1))
    with upload.part.open("rb") as part:
        part.seek(size)
        assert part.read() == b"x"


def test_an_upload_has_no_public_address(logged_in: Client, private: Path) -> None:
    upload = begin(logged_in, 10)
    send(logged_in, upload, b"12345", 0)
    assert upload.part.is_relative_to(private)
    assert upload.part.stat().st_mode & 0o777 == 0o600
    name = upload.part.name
    for path in (f"/media/uploads/{name}", f"/media/{name}", f"/media/../private/uploads/{name}"):
        assert logged_in.get(path).status_code == 404
