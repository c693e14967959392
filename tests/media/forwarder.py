"""A proxy as it should not be, between a browser and a server: slow, impatient, and no friend of large bodies."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BLOCK = 16 * 1024
TOO_LARGE = b"HTTP/1.1 413 Request Entity Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOBODY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Forwarder:
    """Every connection carries one request. A body of more than `largest` bytes gets 413, others travel at
    `bytes_a_second`; what takes longer than `patience` seconds is cut off."""

    target: int
    largest: int
    bytes_a_second: int
    patience: float
    refused: int = 0
    cut: int = 0
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):  # the listener was closed: the test is over
            while True:
                browser, _address = self.listener.accept()
                threading.Thread(target=self._carry, args=[browser], daemon=True).start()

    def _carry(self, browser: socket.socket) -> None:
        with browser, suppress(OSError):
            head, rest = _head(browser)
            length = _length(head)
            if length > self.largest:
                self.refused += 1
                _drain(browser, length - len(rest))
                browser.sendall(TOO_LARGE)
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except ConnectionRefusedError:
                _drain(browser, length - len(rest))
                browser.sendall(NOBODY)
                return
            with server:
                server.sendall(_alone(head))
                if self._send(browser, server, rest, length):
                    while data := server.recv(BLOCK):
                        browser.sendall(data)

    def _send(self, browser: socket.socket, server: socket.socket, data: bytes, length: int) -> bool:
        """Let a body pass; return whether it did in time. Both ends of one that did not are cut, as by a power failure."""
        began, left = time.monotonic(), length - len(data)
        server.sendall(data)
        while left > 0:
            data = browser.recv(min(BLOCK, left))
            if not data:
                return False
            server.sendall(data)
            left -= len(data)
            time.sleep(len(data) / self.bytes_a_second)
            if time.monotonic() - began > self.patience:
                self.cut += 1
                for end in (browser, server):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
        return True


def _head(browser: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        more = browser.recv(BLOCK)
        if not more:
            raise ConnectionResetError
        data += more
    head, _end, rest = data.partition(b"\r\n\r\n")
    return head, rest


def _length(head: bytes) -> int:
    found = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return int(found[0]) if found else 0


def _alone(head: bytes) -> bytes:
    """Return the head of a request after which the connection ends."""
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""])


def _drain(browser: socket.socket, left: int) -> None:
    while left > 0 and (data := browser.recv(BLOCK)):
        left -= len(data)


@contextmanager
def forwarding(target: int, *, largest: int, bytes_a_second: int, patience: float) -> Iterator[Forwarder]:
    """Stand before the server on the port `target`."""
    made = Forwarder(target, largest, bytes_a_second, patience)
    threading.Thread(target=made.serve, daemon=True).start()
    try:
        yield made
    finally:
        made.listener.shutdown(socket.SHUT_RDWR)
        made.listener.close()
