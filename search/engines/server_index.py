"""An index of a search server: made beside the live one, filled, given its name, compared with the rows.

One shard: counts are exact then, and a million documents fit. An alias carries the name; behind it stands one index, so that
a new one takes its place in one step. Until then the new one is written through an alias of its own: a server makes up an
index where none is, unless an alias is required. A document goes in with the version of its row, and one that is older is
not taken, so it does not matter who sends first. What is written to the live index is found by the next search.
"""

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.conf import settings

from search.engines.base import EngineDocument, EngineError, PartlyWrittenError
from search.engines.server import Body, MissingIndexError, read, server

SEARCH_SECONDS, WRITE_SECONDS = 2.0, 30.0
MOST_PASSAGES = 10_000  # of one document
_BULK_BYTES = 5_000_000  # servers take 100 MB, and are the quicker the less they have to hold
_PAGE = 5_000  # of keys, when an index is compared
_GONE = 2**62  # the version of what is removed: keys are never used twice, so nothing comes after it
_CONFLICT, _BUSY, _UNREADABLE = 409, {429, 502, 503, 504}, {400, 413}

_WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_INDEX = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "gc_deletes": "1h",  # how long a removal is remembered against somebody who sends late
        "max_result_window": 50_000,  # the last page that may be asked for
        "max_inner_result_window": MOST_PASSAGES,
        "mapping.nested_objects.limit": MOST_PASSAGES,
    },
    "mappings": {
        "dynamic": False,
        "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
        "properties": {
            "pk": {"type": "long"},
            "published": {"type": "long"},  # microseconds: a date would lose them, and with them the order
            "title": _WORDS,
            "body": _WORDS,
            "keywords": _WORDS,
            "exact": {"type": "text", "analyzer": "whitespace", "norms": False},
            "facets": {"type": "object", "dynamic": True},
            "passages": {"type": "nested", "properties": {"key": {"type": "long"}, "words": _WORDS}},
        },
    },
}
# Stands in the name of an index, so that one of an earlier release is known and built anew.
_LAYOUT = hashlib.sha256(json.dumps(_INDEX, sort_keys=True).encode()).hexdigest()[:8]

Line = tuple[int, str]  # the key of a document, and what a bulk says of it


class ServerIndex:
    """`index`: the one to work on, if it is not what stands behind the alias of `SEARCH_URL`."""

    def __init__(self, index: str = "") -> None:
        self._alias = read(settings.SEARCH_URL).index
        self._index = index or self._alias

    def put(self, documents: Sequence[EngineDocument]) -> None:
        self.write(documents)

    def remove(self, pks: Collection[int]) -> None:
        self.write([], gone=pks)

    def write(self, documents: Sequence[EngineDocument], *, gone: Collection[int] = ()) -> None:
        """Send what is and what is gone in one call, in more where it is large. What is older than what is there is left out.

        Raises PartlyWrittenError where only some of it is not written, EngineError where nothing more can be said.
        """
        refused: dict[int, str] = {}
        postponed: dict[int, str] = {}
        for batch in _batches([*_lines(documents), *_removals(gone)]):
            self._bulk(batch, refused, postponed)
        if refused or postponed:
            pk, reason = next(iter((refused or postponed).items()))
            count, every = len(refused) + len(postponed), len(documents) + len(gone)
            raise PartlyWrittenError(
                f"The search server refused {count} of {every} documents; {pk}: {reason}", refused=refused, postponed=postponed
            )

    def clear(self) -> None:
        self.beside().go_live()

    def beside(self) -> Self:
        """Make an empty index beside the live one; `put` into it, then let it `go_live`."""
        name = f"{self._alias}--{_LAYOUT}-{uuid.uuid4().hex[:12]}"
        self._ask("PUT", f"/{name}", {**_INDEX, "aliases": {f"{name}.new": {}}}, seconds=WRITE_SECONDS)
        return type(self)(name)

    def unfinished(self) -> Self | None:
        """Return an index that somebody made beside the live one and left, if there is one."""
        indexes = self._ask("GET", f"/{self._alias}--*/_alias?ignore_unavailable=true", seconds=WRITE_SECONDS)
        names = [name for name, one in indexes.items() if f"{name}.new" in one["aliases"] and self._is_of_today(name)]
        return type(self)(min(names)) if names else None

    def go_live(self, *, may_replace: bool = True) -> None:
        """Take the alias, in one step; every other index of this alias goes, those of rebuilds that stopped too.

        `may_replace`: also what somebody else has put under the name. Raises EngineError where that is not wanted.
        """
        self.refresh()
        others = self._ask("GET", f"/{self._alias},{self._alias}--*/_settings?ignore_unavailable=true", seconds=WRITE_SECONDS)
        if self._alias in others and not may_replace:
            raise EngineError(f"{self._alias} is an index of somebody else; manage.py reindex puts ours in its place.")
        gone = [{"remove_index": {"index": name}} for name in others if name != self._index]
        taken = {"add": {"index": self._index, "alias": self._alias}}
        ready = {"remove": {"index": self._index, "alias": f"{self._index}.new"}}
        self._ask("POST", "/_aliases", {"actions": [*gone, taken, ready]}, seconds=WRITE_SECONDS)

    def refresh(self) -> None:
        self._ask("POST", f"/{self._index}/_refresh", seconds=WRITE_SECONDS)

    def is_of_today(self) -> bool:
        """Return whether the live index was made by this release. Raises MissingIndexError."""
        return all(self._is_of_today(name) for name in self._ask("GET", f"/{self._alias}/_alias", seconds=WRITE_SECONDS))

    def is_ready(self) -> bool:
        """Return whether the server answers and the index can be read."""
        try:
            health = self._ask("GET", f"/_cluster/health/{self._index}?wait_for_status=yellow&timeout=1s", None, "status")
        except EngineError:
            return False
        return health["status"] in {"yellow", "green"} and health["active_primary_shards"] > 0

    def versions(self) -> Iterator[tuple[int, int]]:
        """Yield (key, version) of each document, by key; what was written into a new index only after `refresh()`."""
        last = 0
        while True:
            body = {
                "size": _PAGE, "_source": False, "version": True, "track_total_hits": False,
                "sort": [{"pk": "asc"}], "search_after": [last],
            }  # fmt: skip
            hits = self._ask("POST", f"/{self._index}/_search", body, "hits", seconds=WRITE_SECONDS)["hits"]["hits"]
            yield from ((int(hit["_id"]), hit["_version"]) for hit in hits)
            if len(hits) < _PAGE:
                return
            last = hits[-1]["sort"][0]

    def _is_of_today(self, name: str) -> bool:
        return name.startswith(f"{self._alias}--{_LAYOUT}-")

    def _bulk(self, lines: Sequence[Line], refused: dict[int, str], postponed: dict[int, str]) -> None:
        """Send one call; note what it did not take. A call that cannot be read as a whole is the fault of what is in it."""
        is_live = self._index == self._alias
        # Without require_alias a server makes up an index of its own where none is.
        where = f"/{self._index}/_bulk?refresh=true" if is_live else f"/{self._index}.new/_bulk?refresh=false"
        try:
            answer = self._ask(
                "POST", f"{where}&require_alias=true", "".join(line for _pk, line in lines), "items", seconds=WRITE_SECONDS
            )
        except EngineError as error:
            if error.status not in _UNREADABLE:
                raise
            refused |= {pk: str(error)[:300] for pk, _line in lines}
            return
        for item in [item for every in answer["items"] for item in every.values()] if answer["errors"] else ():
            fault = item.get("error")
            if fault is None or item["status"] == _CONFLICT:  # somebody has sent what is newer
                continue
            if fault["type"] == "index_not_found_exception":
                raise MissingIndexError(f"There is no index {self._index} yet.", status=404)
            is_busy = item["status"] in _BUSY or fault["type"] == "cluster_block_exception"  # a full disk
            (postponed if is_busy else refused)[int(item["_id"])] = str(fault["reason"])[:300]

    def _ask(self, method: str, path: str, body: Body = None, holding: str = "", *, seconds: float | None = None) -> Any:
        """Return the answer; raise EngineError for one that is no object or has nothing called `holding`."""
        answer = server(settings.SEARCH_URL)(method, path, body, seconds or SEARCH_SECONDS)
        if not isinstance(answer, Mapping) or (holding and holding not in answer):
            raise EngineError(f"The search server answers what nobody can read: {str(answer)[:300]}")
        return answer


def _lines(documents: Iterable[EngineDocument]) -> Iterator[Line]:
    for one in documents:
        kept = {
            "pk": one.pk,
            "published": (one.published - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1),
            "title": one.title,
            "body": one.body,
            "keywords": one.keywords,
            "exact": one.exact,
            "facets": {name: list(values) for name, values in one.facets.items()},
            "passages": [{"key": key, "words": words} for key, words in one.passages.items()],
        }
        yield one.pk, _line({"index": _place(one.pk, one.version)}) + _line(kept)


def _removals(pks: Iterable[int]) -> Iterator[Line]:
    for pk in pks:
        yield pk, _line({"delete": _place(pk, _GONE)})


def _place(pk: int, version: int) -> dict[str, Any]:
    return {"_id": str(pk), "version": version, "version_type": "external_gte"}


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for pk, line in lines:
        if batch and size + len(line) > _BULK_BYTES:
            yield batch
            batch, size = [], 0
        batch.append((pk, line))
        size += len(line)
    if batch:
        yield batch
