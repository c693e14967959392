"""Elasticsearch and OpenSearch, which answer the same core requests.

The words come analysed, so the server splits them at spaces and does nothing else. One shard: counts are exact then, and a
million documents fit. An alias carries the name; behind it stands one index, so that a new one is built beside it and takes
its place in one step. What is written is found by the next search: few are written at a time, except into a new index.
"""

import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineDocument, EngineError, EngineQuery, Found
from search.engines.server import Body, MissingIndexError, read, server

SEARCH_SECONDS, WRITE_SECONDS = 5.0, 30.0
_BULK_BYTES = 5_000_000  # servers take 100 MB, and are the quicker the less they have to hold
_MOST_VALUES = 10_000  # of one facet
_MOST_PASSAGES = 10_000  # of one document
_FIELDS = ("title^8", "body", "keywords^2")
_WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_INDEX = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "max_result_window": 50_000,  # the last page that may be asked for
        "max_inner_result_window": _MOST_PASSAGES,
        "mapping.nested_objects.limit": _MOST_PASSAGES,
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


class ElasticsearchEngine:
    """`index`: the one to work on, if it is not what stands behind the alias of `SEARCH_URL`."""

    def __init__(self, index: str = "") -> None:
        self._alias = read(settings.SEARCH_URL).index
        self._index = index or self._alias

    def put(self, documents: Sequence[EngineDocument]) -> None:
        for batch in _batches(_lines(documents)):
            self._write(batch)

    def remove(self, pks: Collection[int]) -> None:
        self._write("".join(_line({"delete": {"_id": str(pk)}}) for pk in pks))

    def clear(self) -> None:
        self.beside().go_live()

    def beside(self) -> "ElasticsearchEngine":
        """Make an empty index beside the live one; `put` into it, then let it `go_live`."""
        name = f"{self._alias}--{uuid.uuid4().hex[:12]}"
        self._ask("PUT", f"/{name}", _INDEX, seconds=WRITE_SECONDS)
        return ElasticsearchEngine(name)

    def go_live(self) -> None:
        """Take the alias, in one step; every other index of this alias goes, those of rebuilds that stopped too."""
        self._ask("POST", f"/{self._index}/_refresh", seconds=WRITE_SECONDS)
        others = self._ask("GET", f"/{self._alias},{self._alias}--*/_settings?ignore_unavailable=true")
        gone = [{"remove_index": {"index": name}} for name in others if name != self._index]
        actions = [*gone, {"add": {"index": self._index, "alias": self._alias}}]
        self._ask("POST", "/_aliases", {"actions": actions}, seconds=WRITE_SECONDS)

    def is_ready(self) -> bool:
        """Return whether the server answers and the index can be read."""
        try:
            health = self._ask("GET", f"/_cluster/health/{self._index}?wait_for_status=yellow&timeout=1s")
        except EngineError:
            return False
        return health["status"] in {"yellow", "green"} and health["active_primary_shards"] > 0

    def find(self, query: EngineQuery) -> Found:
        order = [{"published": "desc"}] if query.text.is_empty or query.newest_first else ["_score"]
        body = {
            "size": query.limit,
            "track_total_hits": True,
            "_source": False,
            "query": {"bool": {**_matching(query.text), "must_not": _named(query.without)}},
            # After the text, so that one request counts with and without the filters.
            "post_filter": _passing(query.filters),
            "sort": [*order, {"pk": "desc"}],
            "aggs": {"matched": {"filter": {"match_all": {}}}, **_counting(query)},
        }
        answer = self._ask("POST", f"/{self._index}/_search", body)
        counted = answer["aggregations"]
        facets = {name: _counts(counted[f"facet {position}"]["values"]) for position, name in enumerate(query.facets)}
        return Found(
            matched=counted["matched"]["doc_count"],
            total=answer["hits"]["total"]["value"],
            candidates=[int(hit["_id"]) for hit in answer["hits"]["hits"]],
            facets={name: counts for name, counts in facets.items() if counts},
        )

    def complete(self, query: EngineQuery) -> list[int]:
        words = [{"bool": {"should": _any(word, ["title"])}} for word in query.text.words]
        body = {
            "size": query.limit,
            "_source": False,
            "query": {"bool": {"must": words, "filter": _passing(query.filters), "must_not": _named(query.without)}},
            "sort": ["_score", {"pk": "desc"}],
        }
        return [int(hit["_id"]) for hit in self._ask("POST", f"/{self._index}/_search", body)["hits"]["hits"]]

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        if text.is_empty or not pks:
            return []
        words = [clause for word in text.words for clause in _any(word, ["passages.words"])]
        passages = {
            "path": "passages",
            "query": {"bool": {"should": words}},
            "inner_hits": {"size": _MOST_PASSAGES, "_source": False, "docvalue_fields": ["passages.key"]},
        }
        body = {
            "size": len(pks),
            "_source": False,
            "query": {"bool": {"filter": _named(pks), "must": {"nested": passages}}},
        }
        answer = self._ask("POST", f"/{self._index}/_search", body)
        found = [
            (-inner["_score"], int(inner["fields"]["passages.key"][0]), int(hit["_id"]))
            for hit in answer["hits"]["hits"]
            for inner in hit["inner_hits"]["passages"]["hits"]["hits"]
        ]
        return [(document, passage) for _score, passage, document in sorted(found)]

    def _write(self, lines: str) -> None:
        """Send a bulk. Raises EngineError with what was refused; the rest of it is written."""
        if not lines:
            return
        is_live = self._index == self._alias
        # Without require_alias a server makes up an index of its own where none is.
        options = "refresh=true&require_alias=true" if is_live else "refresh=false"
        answer = self._ask("POST", f"/{self._index}/_bulk?{options}", lines, seconds=WRITE_SECONDS)
        items = [item for every in answer["items"] for item in every.values()] if answer["errors"] else []
        refused = {int(item["_id"]): item["error"] for item in items if "error" in item}
        if any(error["type"] == "index_not_found_exception" for error in refused.values()):
            raise MissingIndexError(f"There is no index {self._index}: run manage.py reindex.", refused=refused)
        if refused:
            pk, error = next(iter(refused.items()))
            raise EngineError(
                f"The search server refused {len(refused)} of {len(answer['items'])} documents; {pk}: {error['reason'][:300]}",
                refused=refused,
            )

    def _ask(self, method: str, path: str, body: Body = None, *, seconds: float | None = None) -> Any:
        answer = server(settings.SEARCH_URL)(method, path, body, seconds or SEARCH_SECONDS)
        if not isinstance(answer, Mapping):
            raise EngineError(f"The search server answers what nobody can read: {str(answer)[:300]}")
        return answer


def _lines(documents: Iterable[EngineDocument]) -> Iterator[str]:
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
        yield _line({"index": {"_id": str(one.pk)}}) + _line(kept)


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _batches(lines: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    size = 0
    for line in lines:
        if batch and size + len(line) > _BULK_BYTES:
            yield "".join(batch)
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    yield "".join(batch)


def _matching(text: ParsedQuery) -> dict[str, Any]:
    words = [{"bool": {"should": _any(word, _FIELDS)}} for word in text.words]
    phrases = [{"match_phrase": {"exact": " ".join(phrase)}} for phrase in text.phrases]
    return {"must": words or [{"match_all": {}}], "filter": phrases}


def _named(pks: Collection[int]) -> dict[str, Any]:
    return {"ids": {"values": [str(pk) for pk in pks]}}


def _any(word: QueryWord, fields: Sequence[str]) -> list[dict[str, Any]]:
    """Return a clause a term; the few terms that are read as several words want all of them."""
    begun = "bool_prefix" if word.is_prefix else "most_fields"
    kinds = [*((form, begun) for form in word.forms), *((lemma, "most_fields") for lemma in word.lemmas)]
    return [{"multi_match": {"query": term, "fields": fields, "type": kind, "operator": "and"}} for term, kind in kinds]


def _passing(filters: Mapping[str, Sequence[str]], *, without: str = "") -> dict[str, Any]:
    wanted = [{"terms": {f"facets.{name}": list(values)}} for name, values in filters.items() if name != without]
    return {"bool": {"filter": wanted}}


def _counting(query: EngineQuery) -> dict[str, Any]:
    """Count the values of each facet under every filter but its own."""
    return {
        f"facet {position}": {
            "filter": _passing(query.filters, without=name),
            "aggs": {"values": {"terms": {"field": f"facets.{name}", "size": _MOST_VALUES}}},
        }
        for position, name in enumerate(query.facets)
    }


def _counts(terms: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in terms["buckets"]}
