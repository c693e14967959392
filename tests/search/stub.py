"""A small search server of our own in a thread, in the wire format of the real ones, that can be made to fail.

It keeps indexes, aliases and versions and lists what it holds; it matches by title alone. What the real ones do with a query
is asked of the real ones, in `tests/long`.
"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

Document = dict[str, Any]
FLOOD = (
    "index [trellis] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, "
    "index has read-only-allow-delete block];"
)


@dataclass
class Stub:
    """`indexes`: name → key → (version, document; None where it was removed). Failures are set while it runs.

    `status` answers everything; `hang` waits so many seconds; `refuse` are keys that a bulk does not take (status and type);
    `block` refuses whatever is written, as a full disk does; `unreadable` are keys that make a whole bulk a 400.
    """

    port: int = 0
    indexes: dict[str, dict[str, tuple[int, Document | None]]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    status: int = 0
    hang: float = 0.0
    refuse: dict[str, tuple[int, str]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    is_full: bool = False
    asked: list[str] = field(default_factory=list)
    bulks: list[list[str]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"elasticsearch://127.0.0.1:{self.port}/trellis"

    @property
    def live(self) -> dict[str, Document]:
        """What a search of the live index may find."""
        return {key: one for key, (_version, one) in self.indexes[self.aliases["trellis"]].items() if one is not None}

    @property
    def titles(self) -> list[str]:
        return sorted(one["title"] for one in self.live.values())

    def answer(self, method: str, path: str, body: str) -> tuple[int, Any]:
        name, _slash, action = path.partition("?")[0].strip("/").rpartition("/")
        if action == "_bulk":
            return self.bulk(name, [json.loads(line) for line in body.splitlines()])
        if action in {"_alias", "_settings"}:
            return 200, self.named(name)
        if "_cluster/health" in path:
            return 200, {"status": "green", "active_primary_shards": 1}
        if action == "_aliases" or method == "PUT":
            self.change(json.loads(body)["actions"]) if action == "_aliases" else self.make(action, json.loads(body))
            return 200, {"acknowledged": True}
        index = self.indexes.get(self.aliases.get(name, name))
        if index is None:
            reason = {"type": "index_not_found_exception", "reason": f"no such index [{name}]"}
            return 404, {"error": reason, "status": 404}
        return 200, {} if action == "_refresh" else self.search(index, json.loads(body))

    def named(self, names: str) -> dict[str, Any]:
        """Return the indexes of these names, patterns and aliases, each with its aliases."""
        wanted = [self.aliases.get(part, part) for part in names.split(",")]
        found = [one for one in self.indexes if any(fnmatch(one, part) for part in wanted)]
        return {one: {"aliases": {alias: {} for alias, index in self.aliases.items() if index == one}} for one in found}

    def make(self, name: str, body: Document) -> None:
        self.indexes[name] = {}
        self.aliases |= dict.fromkeys(body["aliases"], name)

    def bulk(self, name: str, lines: list[Document]) -> tuple[int, Any]:
        actions = [(at, *line.popitem()) for at, line in enumerate(lines) if {"index", "delete"} & set(line)]
        keys = [place["_id"] for _at, _action, place in actions]
        self.bulks.append(keys)
        if self.unreadable & set(keys):
            return 400, {"error": {"type": "illegal_argument_exception", "reason": "Malformed content"}, "status": 400}
        items = []
        for at, action, place in actions:
            status, kind = self.write(name, place, lines[at + 1] if action == "index" else None)
            error = {"error": {"type": kind, "reason": FLOOD if self.is_full else kind}} if kind else {}
            items.append({action: {"_id": place["_id"], "status": status, **error}})
        return 200, {"took": 1, "errors": any("error" in one for item in items for one in item.values()), "items": items}

    def write(self, name: str, place: Document, document: Document | None) -> tuple[int, str]:
        key, version = place["_id"], place["version"]
        if name not in self.aliases:
            return 404, "index_not_found_exception"
        if self.is_full and document is not None:
            return 429, "cluster_block_exception"
        if key in self.refuse:
            return self.refuse[key]
        index = self.indexes[self.aliases[name]]
        if key in index and index[key][0] > version:
            return 409, "version_conflict_engine_exception"
        index[key] = (version, document)
        return 200, ""

    def change(self, actions: list[Document]) -> None:
        for ((what, place),) in (action.items() for action in actions):
            if what == "add":
                self.aliases[place["alias"]] = place["index"]
            elif what == "remove":
                del self.aliases[place["alias"]]
            else:
                del self.indexes[place["index"]]
                self.aliases = {a: index for a, index in self.aliases.items() if index != place["index"]}

    def search(self, index: dict[str, tuple[int, Document | None]], body: Document) -> Any:
        if body.get("version"):
            after = body["search_after"][0]
            kept = sorted((int(key), version) for key, (version, one) in index.items() if one is not None and int(key) > after)
            return {"hits": {"hits": [{"_id": str(k), "_version": v, "sort": [k]} for k, v in kept[: body["size"]]]}}
        words = set(re.findall(r'"query": "([^"]*)"', json.dumps(body)))
        unwanted = body["query"]["bool"].get("must_not", [])
        without = [key for clause in unwanted for key in clause.get("ids", {}).get("values", [])]
        found = [
            key for key, (_version, one) in index.items()
            if one is not None and key not in without and words & set(one["title"].split())
        ]  # fmt: skip
        counts = {name: {"values": {"buckets": []}, "doc_count": len(found)} for name in body.get("aggs", {})}
        hits = [{"_id": key} for key in found] if "aggs" in body else []
        return {"hits": {"total": {"value": len(found)}, "hits": hits}, "aggregations": counts}


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _all(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            stub.asked.append(f"{self.command} {self.path.partition('?')[0]}")
            time.sleep(stub.hang)
            failed = {"error": {"type": "x", "reason": "out of order"}, "status": stub.status}
            with stub.lock:
                status, answer = (stub.status, failed) if stub.status else stub.answer(self.command, self.path, body)
            told = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_PUT = do_POST = _all  # noqa: N815 - names of the library

        def log_message(self, *_words: object) -> None: ...

    return Handler


@contextmanager
def stub_server() -> Iterator[Stub]:
    stub = Stub()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub)) as server:
        server.daemon_threads = True
        server.block_on_close = False
        stub.port = server.server_port
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield stub
        finally:
            server.shutdown()
