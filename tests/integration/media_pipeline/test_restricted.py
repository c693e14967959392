"""A restricted video opens by signed addresses alone: for its reader, for this video, for ten minutes."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Collection

from accounts.models import User
from core.registries import video_access
from media_pipeline import signed_address, storage
from media_pipeline.models import Video
from media_pipeline.queries.playback import playback
from tests.factories.media import make_track, make_upload, make_version

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 4
FILES = ("v1/master.m3u8", "v1/360p/00000.m4s", "v1/video-720p.mp4")


@pytest.fixture
def video() -> Video:
    restricted = Collection.objects.get(depth=2, name="Restricted").add_child(name="Mentors only")
    video = make_upload(collection=restricted)
    make_version(video)
    for name in FILES:
        put(f"videos/{video.public_id}/{name}")
    return video


@pytest.fixture
def mentor() -> User:
    return User.objects.create_user(email="mentor@example.org", password="x")


@pytest.fixture
def mentors_may(mentor: User, monkeypatch: pytest.MonkeyPatch) -> list[User]:
    """A rule as an app above registers it; the list can be changed in the middle of a test."""
    allowed = [mentor]
    monkeypatch.setattr(video_access, "_rules", [])
    video_access.register_rule(lambda user, video: True if user in allowed else None)
    return allowed


def put(path: str) -> None:
    file = Path(django_settings.MEDIA_ROOT) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(DATA)


def body(response: Iterable[bytes]) -> bytes:
    return b"".join(response)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spelling", ["videos/{}/", "videos//{}/", "/videos/{}//", "videos/x/../{}/"])
def test_without_a_signature_it_is_not_there_for_anybody(client: Client, video: Video, name: str, spelling: str) -> None:
    address = "/media/" + spelling.format(video.public_id) + name
    assert client.get(address).status_code == 404
    client.force_login(User.objects.create_superuser(email="admin@example.org", password="x"))
    assert client.get(address).status_code == 404


def test_the_page_gets_signed_addresses(video: Video, mentor: User, mentors_may: list[User]) -> None:
    track = make_track(video)
    found = playback(video, language="en", user=mentor)
    prefix = signed_address.prefix(video.public_id, user=mentor)
    assert re.fullmatch(rf"/media/signed/{video.public_id}\.{mentor.pk}\.\w+\.[\w-]+/", prefix)
    assert [found.hls_url, found.mp4_url, found.poster_url, found.tracks[0].url, found.renew_url] == [
        f"{prefix}videos/{video.public_id}/v1/master.m3u8",
        f"{prefix}videos/{video.public_id}/v1/video-720p.mp4",
        f"{prefix}videos/{video.public_id}/v1/poster.webp",
        f"{prefix}{track.file.name}",
        f"/media/access/{video.public_id}",
    ]


def test_a_signed_file_in_parts(client: Client, video: Video, mentor: User) -> None:
    client.force_login(mentor)
    address = storage.address(video.rendition_sets.get(), "360p/00000.m4s", user=mentor)
    response = client.get(address, headers={"Range": "bytes=10-19"})
    assert (response.status_code, body(response), response["Content-Range"]) == (206, DATA[10:20], "bytes 10-19/1024")
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-cache", "nosniff")
    assert client.head(address).status_code == 200


def test_a_shared_address_opens_nothing_for_others(client: Client, video: Video, mentor: User) -> None:
    address = storage.address(video.rendition_sets.get(), "video-720p.mp4", user=mentor)
    assert client.get(address).status_code == 403
    client.force_login(User.objects.create_superuser(email="admin@example.org", password="x"))
    assert client.get(address).status_code == 403


def test_a_token_opens_one_video(client: Client, video: Video) -> None:
    other = make_upload(collection=video.collection)
    put(f"videos/{other.public_id}/v1/video-720p.mp4")
    put("renditions/a.webp")
    prefix = storage.prefix(video)
    outside = [
        f"videos/{other.public_id}/v1/video-720p.mp4",
        f"videos/{video.public_id}/../{other.public_id}/v1/video-720p.mp4",
    ]
    answers = [client.get(prefix + path).status_code for path in [*outside, "renditions/a.webp", "", "../private/x"]]
    assert set(answers) <= {403, 404}
    assert client.get(f"{prefix}videos/{video.public_id}/v1/video-720p.mp4").status_code == 200


def test_a_forged_token_opens_nothing(client: Client, video: Video) -> None:
    good = storage.address(video.rendition_sets.get(), "video-720p.mp4")
    assert client.get(good).status_code == 200
    start, end = good.index("signed/") + 7, good.index("/videos/")
    forged = [good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :] for at in range(start, end)]
    assert {client.get(address).status_code for address in forged} <= {403, 404}


def test_an_address_ends_within_ten_minutes(client: Client, video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    address = storage.address(video.rendition_sets.get(), "video-720p.mp4")
    now = time.time()
    assert 540 < signed_address.expires_in() <= 600

    def at(seconds: float) -> int:
        monkeypatch.setattr(time, "time", lambda: now + seconds)
        return client.get(address).status_code

    assert [at(0), at(539), at(601)] == [200, 200, 403]


def test_a_deleted_video_closes_at_once(client: Client, video: Video) -> None:
    address = storage.address(video.rendition_sets.get(), "video-720p.mp4")
    video.delete()
    assert client.get(address).status_code == 404


def test_renewing(client: Client, video: Video, mentor: User, mentors_may: list[User]) -> None:
    renew = reverse("media_access", args=[video.public_id])
    stranger = client.get(renew)
    assert (stranger.status_code, stranger.json(), dict(stranger.cookies)) == (403, {"error": "forbidden"}, {})
    client.force_login(mentor)
    answer = client.get(renew)
    assert answer.json() == {
        "prefix": signed_address.prefix(video.public_id, user=mentor),
        "expires_in": pytest.approx(signed_address.expires_in(), abs=5),
    }
    assert answer["Cache-Control"] == "no-store"
    assert client.get(f"{answer.json()['prefix']}videos/{video.public_id}/v1/video-720p.mp4").status_code == 200
    mentors_may.clear()
    assert client.get(renew).status_code == 403
    client.force_login(User.objects.create_superuser(email="admin@example.org", password="x"))
    assert client.get(renew).status_code == 200
    assert client.get("/media/access/00000000-0000-4000-8000-000000000000").status_code == 403


def test_a_reader_without_account_may_hold_an_address_too(client: Client, video: Video) -> None:
    address = storage.address(video.rendition_sets.get(), "video-720p.mp4", user=AnonymousUser())
    answer = client.get(address)
    assert (answer.status_code, dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == (200, {}, False)


def test_the_web_server_in_front_sends_the_file(client: Client, video: Video, settings: Settings) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/internal/"
    put("renditions/a b.webp")
    signed = client.get(storage.address(video.rendition_sets.get(), "master.m3u8"), headers={"Range": "bytes=0-1"})
    public = client.get("/media/renditions/a b.webp")
    assert [(one.status_code, one["X-Accel-Redirect"], one["Content-Type"], one.content) for one in (signed, public)] == [
        (200, f"/internal/videos/{video.public_id}/v1/master.m3u8", "application/vnd.apple.mpegurl", b""),
        (200, "/internal/renditions/a%20b.webp", "image/webp", b""),
    ]
    assert (signed["Cache-Control"], public["Cache-Control"]) == ("private, no-cache", "public, max-age=86400")
    assert client.get(f"/media/videos/{video.public_id}/v1/master.m3u8").status_code == 404


def test_a_storage_elsewhere_gives_its_own_addresses(client: Client, video: Video, settings: Settings) -> None:
    """No file lies here; the same rights are asked for, and what names its neighbours still comes from us."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.media.elsewhere.Elsewhere"}}
    folder, opened = f"videos/{video.public_id}/v1", storage.prefix(video)
    part = client.get(f"{opened}{folder}/360p/00001.m4s")
    there = f"https://bucket.example.org/{folder}/360p/00001.m4s?signature=abc"
    assert (part.status_code, part["Location"], part["Cache-Control"]) == (302, there, "no-store")
    master = client.get(f"{opened}{folder}/master.m3u8")
    assert (master.status_code, master.content, master["Content-Type"], master["Cache-Control"]) == (
        200, b"#EXTM3U\n", "application/vnd.apple.mpegurl", "private, no-cache",
    )  # fmt: skip
    assert client.get(f"{opened}{folder}/360p/index.m3u8").status_code == 404
    assert client.get(f"/media/{folder}/360p/00001.m4s").status_code == 404, "it is restricted"
    assert client.get(f"/media/signed/abc/{folder}/360p/00001.m4s").status_code == 403
    assert client.get("/media/renditions/a%20b.webp")["Location"].startswith(
        "https://bucket.example.org/renditions/a%20b.webp?"
    )


def test_no_page_is_kept_on_its_way(client: Client, home: object) -> None:
    assert client.get("/en/")["Cache-Control"] == "private"
