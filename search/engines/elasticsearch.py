"""Elasticsearch and OpenSearch, which answer the same core requests: how they are asked.

The words come analysed, so the server splits them at spaces and does nothing else.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineQuery, Found
from search.engines.server_index import MOST_PASSAGES, ServerIndex

_MOST_VALUES = 10_000  # of one facet
_FIELDS = ("title^8", "body", "keywords^2")


class ElasticsearchEngine(ServerIndex):
    """What stands behind the alias of `SEARCH_URL`, unless it was made with another index."""

    def find(self, query: EngineQuery) -> Found:
        order = [{"published": "desc"}] if query.text.is_empty or query.newest_first else ["_score"]
        body = {
            "size": query.limit,
            "track_total_hits": True,
            "_source": False,
            "query": {"bool": {**_matching(query), "must_not": _unwanted(query)}},
            # After the text, so that one request counts with and without the filters.
            "post_filter": _passing(query.filters),
            "sort": [*order, {"pk": "desc"}],
            "aggs": {"matched": {"filter": {"match_all": {}}}, **_counting(query)},
        }
        answer = self._ask("POST", f"/{self._index}/_search", body, "hits")
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
            "query": {"bool": {"must": words, "filter": _passing(query.filters), "must_not": [_named(query.without)]}},
            "sort": ["_score", {"pk": "desc"}],
        }
        return [int(hit["_id"]) for hit in self._ask("POST", f"/{self._index}/_search", body, "hits")["hits"]["hits"]]

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        if text.is_empty or not pks:
            return []
        words = [clause for word in text.words for clause in _any(word, ["passages.words"])]
        passages = {
            "path": "passages",
            "query": {"bool": {"should": words}},
            "inner_hits": {"size": MOST_PASSAGES, "_source": False, "docvalue_fields": ["passages.key"]},
        }
        body = {
            "size": len(pks),
            "_source": False,
            "query": {"bool": {"filter": _named(pks), "must": {"nested": passages}}},
        }
        answer = self._ask("POST", f"/{self._index}/_search", body, "hits")
        found = [
            (-inner["_score"], int(inner["fields"]["passages.key"][0]), int(hit["_id"]))
            for hit in answer["hits"]["hits"]
            for inner in hit["inner_hits"]["passages"]["hits"]["hits"]
        ]
        return [(document, passage) for _score, passage, document in sorted(found)]


def _matching(query: EngineQuery) -> dict[str, Any]:
    words = [_word(word) for word in query.text.words]
    wanted = {"bool": {"should": words, "minimum_should_match": len(words) if query.wants_all else query.least}}
    return {"must": wanted if words else {"match_all": {}}, "filter": [_phrase(phrase) for phrase in query.text.phrases]}


def _unwanted(query: EngineQuery) -> list[dict[str, Any]]:
    text = query.text
    unwanted = [*(_word(word) for word in text.without), *(_phrase(phrase) for phrase in text.without_phrases)]
    return [_named(query.without), *unwanted]


def _word(word: QueryWord) -> dict[str, Any]:
    return {"bool": {"should": _any(word, _FIELDS)}}


def _phrase(words: Sequence[str]) -> dict[str, Any]:
    return {"match_phrase": {"exact": " ".join(words)}}


def _named(pks: Collection[int]) -> dict[str, Any]:
    return {"ids": {"values": [str(pk) for pk in pks]}}


def _any(word: QueryWord, fields: Sequence[str]) -> list[dict[str, Any]]:
    """Return a clause a term; the few terms that are read as several words want all of them."""
    begun = "bool_prefix" if word.is_prefix else "most_fields"
    kinds = [*((form, begun) for form in word.forms), *((lemma, "most_fields") for lemma in word.meant)]
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
