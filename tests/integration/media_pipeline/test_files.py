"""Public files: parts, types, caches, and nothing that is not public."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.hand_over import RangeError, Span, span
from media_pipeline.models import Video
from tests.factories.media import make_video

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 4


@pytest.fixture
def video() -> Video:
    return make_video()


def put(path: str) -> str:
    """Write DATA into the public folder at `path`; return its address."""
    file = Path(django_settings.MEDIA_ROOT) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(DATA)
    return f"/media/{path}"


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined] # the test client types every answer alike


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "content_range"),
    [
        (None, 200, DATA, None),
        ("bytes=0-99", 206, DATA[:100], "bytes 0-99/1024"),
        ("bytes=1000-", 206, DATA[1000:], "bytes 1000-1023/1024"),
        ("bytes=-24", 206, DATA[-24:], "bytes 1000-1023/1024"),
        ("bytes=0-5000", 206, DATA, "bytes 0-1023/1024"),
        ("bytes=0-9,20-29", 200, DATA, None),
        ("lines=1-2", 200, DATA, None),
        ("bytes=9-2", 200, DATA, None),
        (f"bytes=0-{'9' * 5000}", 200, DATA, None),
    ],
)
def test_parts(client: Client, wanted: str | None, status: int, expected: bytes, content_range: str | None) -> None:
    address = put("renditions/a.webp")
    response = client.get(address, headers={"Range": wanted} if wanted else {})
    assert (response.status_code, body(response), response.get("Content-Range")) == (status, expected, content_range)
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(len(expected)), "bytes")


@pytest.mark.parametrize("wanted", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_beyond_the_end(client: Client, wanted: str) -> None:
    response = client.get(put("a.mp4"), headers={"Range": wanted})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


@given(size=st.integers(1, 5000), first=st.none() | st.integers(0, 6000), last=st.none() | st.integers(0, 6000))
def test_a_part_never_leaves_the_file(size: int, first: int | None, last: int | None) -> None:
    text = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        found = span(text, size)
    except RangeError:
        return
    assert found is None or 0 <= found.start <= found.end < size
    if found and first is not None:
        assert found == Span(first, size - 1 if last is None else min(last, size - 1))


def test_head_has_no_body(client: Client) -> None:
    response = client.head(put("a.mp4"))
    assert (response.status_code, response["Content-Length"], response["Content-Type"]) == (200, "1024", "video/mp4")
    assert client.post("/media/a.mp4").status_code == 405


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("v1/master.m3u8", "application/vnd.apple.mpegurl", "no-cache"),
        ("v1/360p/index.m3u8", "application/vnd.apple.mpegurl", "public, max-age=31536000, immutable"),
        ("v1/360p/00000.m4s", "video/iso.segment", "public, max-age=31536000, immutable"),
        ("v1/360p/init.mp4", "video/mp4", "public, max-age=31536000, immutable"),
        ("tracks/captions-en-abc.vtt", "text/vtt; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
def test_types_and_caches(client: Client, video: Video, path: str, kind: str, cache: str) -> None:
    response = client.get(put(f"videos/{video.public_id}/{path}"))
    assert (response["Content-Type"], response["Cache-Control"], response["X-Content-Type-Options"]) == (kind, cache, "nosniff")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    address = put("a.mp4")
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    stale = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (stale.status_code, body(stale)) == (200, DATA)


@pytest.mark.parametrize(
    "path",
    [
        "../private/secret.mp4",
        "%2e%2e/private/secret.mp4",
        "..%2fprivate%2fsecret.mp4",
        ".hidden",
        "folder",
        "folder/",
        "no",
        "a" * 300,
    ],
)
def test_nothing_else_is_handed_out(client: Client, path: str) -> None:
    put("folder/a.mp4")
    put(".hidden")
    secret = Path(django_settings.MEDIA_ROOT).parent / "private" / "secret.mp4"
    secret.parent.mkdir()
    secret.write_bytes(b"secret")
    (Path(django_settings.MEDIA_ROOT) / "link.mp4").symlink_to(secret)
    assert client.get(f"/media/{path}", follow=True).status_code == 404
    assert client.get("/media/link.mp4").status_code == 404


def test_only_one_spelling_names_a_file_of_a_video(client: Client, video: Video) -> None:
    """Where the file system ignores case the others name the same files, and no rule would match them."""
    mine = str(video.public_id)
    for folder in (f"videos/{mine.upper()}", f"Videos/{mine}", "videos/other", "videos/" + 36 * "-"):
        assert client.get(put(f"{folder}/v1/360p/seg_1.m4s")).status_code == 404
    assert client.get(put(f"videos/{mine}/v1/360p/seg_1.m4s")).status_code == 200


def test_a_deleted_video_is_gone_at_once(client: Client, video: Video) -> None:
    address = put(f"videos/{video.public_id}/v1/master.m3u8")
    video.delete()
    assert client.get(address).status_code == 404
