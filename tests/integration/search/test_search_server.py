"""A server that is away, slow or somebody else's is an EngineError, soon, through either client."""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pytest_django import Settings

from search.engines.base import EngineError, EngineQuery
from search.engines.elasticsearch import ElasticsearchEngine
from tests.search.corpus import asked

PRODUCTS = ["elasticsearch", "opensearch"]


class Greeter(BaseHTTPRequestHandler):
    """Says hello to whatever is asked, as the page of a proxy might."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_words: object) -> None: ...


@pytest.fixture
def greeter() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Greeter) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def refusal(url: str, settings: Settings) -> str:
    settings.SEARCH_URL = url
    with pytest.raises(EngineError) as error:
        ElasticsearchEngine().find(EngineQuery(asked("letter")))
    assert not ElasticsearchEngine().is_ready()
    return str(error.value)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_server_that_is_away(product: str, settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refusal(f"{product}://127.0.0.1:{port}", settings).startswith("The search server does not answer: ")


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_server_that_takes_too_long(product: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.server_index.SEARCH_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        before = time.monotonic()
        said = refusal(f"{product}://127.0.0.1:{silent.getsockname()[1]}", settings)
        assert (said.startswith("The search server does not answer: "), time.monotonic() - before < 4) == (True, True)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_server_of_somebody_else(product: str, settings: Settings, greeter: int) -> None:
    expected = {
        "elasticsearch": "The search server refuses: hello",
        "opensearch": "The search server answers what nobody can read: hello",
    }
    assert refusal(f"{product}://127.0.0.1:{greeter}", settings) == expected[product]
