"""The judged set: documents in eight locales, what readers type, and what a librarian would hand them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from search.documents import Passage, SearchDocument

FOLDER = Path(__file__).parent
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
