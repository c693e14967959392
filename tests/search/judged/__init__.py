"""The judged set: documents in eight locales, what readers type, and what a librarian would hand them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from search.documents import Passage, SearchDocument
from search.queries.search import SearchQuery, run

FOLDER = Path(__file__).parent
READ_ON = datetime(2026, 11, 21, tzinfo=UTC)
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is ten times as fast


@dataclass(frozen=True)
class JudgedQuery:
    """`expects` are the documents of which one has to be among the first three; `moment` is a second inside a video."""

    query: str
    locale: str
    expects: tuple[str, ...]
    why: str
    moment: int | None = None


def _read(pattern: str) -> list[dict[str, Any]]:
    files = sorted(FOLDER.glob(pattern))
    return [one for file in files for one in yaml.load(file.read_text(), Loader=FAST)]


@lru_cache(maxsize=1)
def documents() -> list[SearchDocument]:
    return [_document(one) for one in _read("documents-*.yaml")]


@lru_cache(maxsize=1)
def queries() -> list[JudgedQuery]:
    return [JudgedQuery(**one | {"expects": tuple(one["expects"])}) for one in _read("queries-*.yaml")]


def _document(one: dict[str, Any]) -> SearchDocument:
    locale = next(code for code, _name in settings.LANGUAGES if one["id"].startswith(f"{code}-"))
    return SearchDocument(
        id=one["id"], kind=one["kind"], locale=locale, url=f"/{locale}/{one['id']}/",
        title=one["title"], summary=one["summary"], body=one["body"],
        keywords=one["keywords"], facets=one["facets"],
        published=datetime.combine(one["published"], time(), tzinfo=UTC),
        passages=[Passage(cue["text"], seconds=cue["start"]) for cue in one.get("passages", [])],
    )  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What became of a query: the ids of the first results, and the seconds shown for what was expected."""

    asked: JudgedQuery
    first: tuple[str, ...]
    seconds: tuple[float | None, ...]

    @property
    def succeeded(self) -> bool:
        return not set(self.first[:FIRST]).isdisjoint(self.asked.expects)

    @property
    def showed_moment(self) -> bool:
        return self.asked.moment in self.seconds

    def __str__(self) -> str:
        return (
            f"{self.asked.locale} «{self.asked.query}» wanted {self.asked.expects} and found {self.first[:FIRST] or 'nothing'}"
        )


FIRST = 3
SUCCESS, MOMENTS = 0.95, 0.95  # shares of the queries, and of those with a moment


def judge() -> list[Verdict]:
    """Ask every query of the engine that is on, which holds the documents, as a reader would."""
    return [_judged(query) for query in queries()]


def _judged(asked: JudgedQuery) -> Verdict:
    hits = run(SearchQuery(text=asked.query, language=asked.locale), now=READ_ON).hits
    seconds = [moment.seconds for hit in hits if hit.id in asked.expects for moment in hit.moments]
    return Verdict(asked, tuple(hit.id for hit in hits), tuple(seconds))
