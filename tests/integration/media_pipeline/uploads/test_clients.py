"""An independent client (tuspy) and bare sockets against the real web process."""

import hashlib
import io
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from pytest_django import DjangoDbBlocker
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed
from tusclient.uploader.uploader import Uploader

from tests.factories.uploads import make_editor
from tests.integration.media_pipeline.uploads.server import Server

MB = 1024**2
HEAD = b"\0\0\0\x20ftypisom"


def film(seed: int, size: int = 6 * MB) -> bytes:
    """Return bytes that no other test sends, which begin as a film does."""
    block = hashlib.shake_256(str(seed).encode()).digest(64 * 1024)
    return (HEAD + block * (size // len(block) + 1))[:size]


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """A web process over a copy of the empty database, with one editor who is logged in."""
    data = Path(tempfile.mkdtemp(prefix="trellis-upload-"))
    with django_db_blocker.unblock():
        user, session = make_editor(), SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session.save()
        with sqlite3.connect(data / "db.sqlite3") as copy:
            connection.connection.backup(copy)
        session.delete()
        user.groups.all().delete()
        user.delete()
    started = Server(data, session=str(session.session_key))
    started.start()
    yield started
    started.kill()
    shutil.rmtree(data, ignore_errors=True)


def uploader(server: Server, data: bytes, **options: object) -> Uploader:
    client = TusClient(server.url, headers=server.headers)
    return client.uploader(file_stream=io.BytesIO(data), metadata={"filename": "film.mp4"}, **options)


def begun(server: Server, data: bytes) -> str:
    """Create an upload; return its address."""
    address: str = uploader(server, data).create_url()
    return address


def original(server: Server, data: bytes) -> list[bytes]:
    """Return what is kept of the file, if it became a video."""
    digest = hashlib.sha256(data).hexdigest()
    names = server.read(f"SELECT original FROM media_pipeline_renditionset WHERE original_sha256 = '{digest}'")
    return [(server.data / "private" / str(name)).read_bytes() for (name,) in names]


def part_of(server: Server, url: str) -> Path:
    return server.data / "private/uploads" / f"{url.rstrip('/').rsplit('/', 1)[1]}.part"


def test_a_file_in_pieces(server: Server) -> None:
    data = film(1)
    uploader(server, data, chunk_size=1_000_003).upload()
    assert original(server, data) == [data]


def test_pieces_with_checksums(server: Server) -> None:
    data = film(2)
    uploader(server, data, chunk_size=4 * MB, upload_checksum=True).upload()
    assert original(server, data) == [data]


def test_going_on_from_another_computer(server: Server) -> None:
    data = film(3)
    first = uploader(server, data, chunk_size=MB)
    first.upload(stop_at=3 * MB)
    second = uploader(server, data, url=first.url)
    assert second.offset == 3 * MB
    second.upload()
    assert original(server, data) == [data]


def test_without_the_token_or_the_session(server: Server) -> None:
    for header in ("Cookie", "X-CSRFToken"):
        headers = {name: value for name, value in server.headers.items() if name != header}
        with pytest.raises(TusCommunicationError) as refused:
            TusClient(server.url, headers=headers).uploader(file_stream=io.BytesIO(HEAD)).upload()
        assert refused.value.status_code in {200, 403}  # a log-in page, or the sentence about the token


def test_a_document_is_refused(server: Server) -> None:
    with pytest.raises(TusUploadFailed) as refused:
        uploader(server, b"%PDF-1.7" + bytes(100)).upload()
    assert refused.value.status_code == 422


def begin_patch(server: Server, url: str, data: bytes, *, sent: int) -> socket.socket:
    """Announce all of `data` and send its beginning only; the connection stays open."""
    wire = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    lines = {"Host": f"127.0.0.1:{server.port}", "Tus-Resumable": "1.0.0", "Upload-Offset": "0"} | server.headers
    lines |= {"Content-Type": "application/offset+octet-stream", "Content-Length": str(len(data))}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    wire.sendall(f"PATCH {url.removeprefix(f'http://127.0.0.1:{server.port}')} HTTP/1.1\r\n{head}\r\n".encode() + data[:sent])
    return wire


def wait_for(path: Path, size: int) -> None:
    deadline = time.monotonic() + 60
    while not (path.exists() and path.stat().st_size >= size):
        assert time.monotonic() < deadline, path
        time.sleep(0.01)


def test_a_connection_that_a_proxy_cuts(server: Server) -> None:
    data = film(4)
    url = begun(server, data)
    begin_patch(server, url, data, sent=4 * MB).close()
    wait_for(part_of(server, url), 3 * MB)
    again = uploader(server, data, url=url)
    assert 3 * MB <= again.offset <= 4 * MB
    again.upload()
    assert original(server, data) == [data]


def test_a_computer_that_fell_asleep_does_not_block_the_next(server: Server) -> None:
    data = film(5)
    url = begun(server, data)
    asleep = begin_patch(server, url, data, sent=2 * MB)
    wait_for(part_of(server, url), MB)
    uploader(server, data, url=url, chunk_size=MB).upload()
    asleep.sendall(data[2 * MB :])
    assert asleep.recv(100).startswith(b"HTTP/1.1 409 ")
    asleep.close()
    assert original(server, data) == [data]


def test_a_server_that_is_killed_in_the_middle(server: Server) -> None:
    data = film(6)
    url = begun(server, data)
    wire = begin_patch(server, url, data, sent=4 * MB)
    wait_for(part_of(server, url), 2 * MB)
    server.kill()
    wire.close()
    kept = part_of(server, url).read_bytes()
    assert 2 * MB <= len(kept) <= 4 * MB
    assert kept == data[: len(kept)]
    server.start()
    again = uploader(server, data, url=url)
    assert again.offset == len(kept)
    again.upload()
    assert original(server, data) == [data]
    assert list((server.data / "private/uploads").iterdir()) == []
