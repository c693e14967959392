"""A server of published sets, with a page that plays one; nothing of the product but the files."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path(__file__).with_name("page")
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nGood morning\n"


class Files(SimpleHTTPRequestHandler):
    extensions_map = {
        ".m3u8": "application/vnd.apple.mpegurl", ".m4s": "video/iso.segment", ".mp4": "video/mp4", ".js": "text/javascript",
        ".vtt": "text/vtt", ".html": "text/html", "": "application/octet-stream",
    }  # fmt: skip

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served(public: Path) -> Iterator[str]:
    """Serve the folder `public` with the page in it; return the address of the page."""
    for file in PAGE.iterdir():
        (public / file.name).write_bytes(file.read_bytes())
    (public / "hls.js").write_bytes((ROOT / "node_modules/hls.js/dist/hls.min.js").read_bytes())
    (public / "captions.vtt").write_text(CAPTIONS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(public)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/play.html"
    finally:
        server.shutdown()
        server.server_close()
