"""nginx sends the files that the web process names: in parts, with their kind, and nothing that was not named."""

import http.client
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest

from media_pipeline import signed_address
from tests.integration.media_pipeline.uploads.server import Server
from tests.media import nginx
from tests.media.gunicorn import free_port
from tests.media.installation import Installation

pytestmark = pytest.mark.long
DATA = bytes(range(256)) * 4
MOVE = "UPDATE media_pipeline_video SET collection_id = (SELECT id FROM wagtailcore_collection WHERE name = 'Restricted')"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Front:
    """nginx before a web process that knows one restricted video."""

    port: int
    data: Path
    video: UUID

    def put(self, path: str) -> None:
        file = self.data / "public" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(DATA)

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", quote(path), headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())


@pytest.fixture
def front(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    if nginx.program() is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    data, folder, port = tmp_path / "data", tmp_path / "nginx", free_port()
    for one in (data, folder):
        one.mkdir()
    shutil.copy(migrated, data / "db.sqlite3")
    (tmp_path / "film.mp4").write_bytes(DATA)
    Installation(data).desk("upload", str(tmp_path / "film.mp4"))
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.execute(MOVE)
        [(video,)] = database.execute("SELECT public_id FROM media_pipeline_video").fetchall()
    monkeypatch.setenv("ACCEL_PREFIX", "/internal/")
    web = Server(data)
    web.start()
    with nginx.nginx(folder, lines=nginx.recommended(public=data / "public", port=web.port), port=port):
        yield Front(port, data, UUID(video))
    web.kill()


def test_nginx_sends_what_the_web_process_names(front: Front) -> None:
    segment, cover = f"videos/{front.video}/v1/360p/00000.m4s", "renditions/a ü.webp"
    front.put(segment)
    front.put(cover)
    signed = signed_address.prefix(front.video, user=None) + segment

    part = front.get(signed, Range="bytes=10-19")
    assert (part.status, part.body, part.headers["Content-Range"]) == (206, DATA[10:20], "bytes 10-19/1024")
    whole, public = front.get(signed), front.get(f"/media/{cover}")
    assert (whole.status, whole.body, whole.headers["Content-Type"], whole.headers["Cache-Control"]) == (
        200, DATA, "video/iso.segment", "private, no-cache",
    )  # fmt: skip
    assert (public.status, public.body, public.headers["Content-Type"], public.headers["Cache-Control"]) == (
        200, DATA, "image/webp", "public, max-age=86400",
    )  # fmt: skip
    for one in (part, whole, public):
        assert (one.headers["X-Content-Type-Options"], "X-Accel-Redirect" in one.headers) == ("nosniff", False)
        assert one.headers["Server"].startswith("nginx")
    assert front.get(signed, Range="bytes=5000-").status == 416

    closed = [f"/media/{segment}", f"/internal/{segment}", f"/internal/{cover}", signed.replace("00000", "00001")]
    assert [front.get(path).status for path in closed] == [404] * 4
    assert front.get(signed.replace("signed/", "signed/x")).status == 403
