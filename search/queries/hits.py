"""Hits as they are shown: checked against the database, marked, with their moments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from search import registry
from search.analysis.query import ParsedQuery
from search.engines import engine
from search.models import IndexedDocument, IndexedPassage
from search.queries.visibility import public_origins
from search.snippets import mark, snippet

MOST_MOMENTS = 3


@dataclass(frozen=True)
class Moment:
    """A passage that was found. `seconds` from the start of its video, None where it is a section of a text."""

    text: SafeString
    url: str
    seconds: float | None


@dataclass(frozen=True)
class Hit:
    """One result. `title` and `summary` are plain; `title_marked`, `snippet` and the texts of the moments are HTML."""

    id: str
    kind: str
    kind_label: str
    locale: str
    url: str
    title: str
    summary: str
    title_marked: SafeString
    snippet: SafeString
    published: datetime
    topic: str
    cover_seed: str
    moments: list[Moment] = field(default_factory=list)
    more_moments: int = 0

    @property
    def is_video(self) -> bool:
        return any(moment.seconds is not None for moment in self.moments)

    @property
    def all_moments(self) -> int:
        return len(self.moments) + self.more_moments


def shown_hits(pks: Sequence[int], query: ParsedQuery, *, is_brief: bool = False) -> list[Hit]:
    """Return the hits of one page in the order of `pks`; what is not public any more is left out."""
    unread = ["statistics", "body"] if is_brief else ["statistics"]
    rows = IndexedDocument.objects.defer(*unread).prefetch_related("facets").in_bulk(list(pks))
    allowed = public_origins((row.source, row.source_id) for row in rows.values())
    shown = [rows[pk] for pk in pks if pk in rows and (rows[pk].source, rows[pk].source_id) in allowed]
    if is_brief:
        return [_hit(row, ParsedQuery(), []) for row in shown]
    moments = _moments([row.pk for row in shown], query)
    return [_hit(row, query, moments.get(row.pk, []), body=row.body) for row in shown]


def _hit(row: IndexedDocument, query: ParsedQuery, passages: list[IndexedPassage], *, body: str = "") -> Hit:
    chosen = sorted(passages[:MOST_MOMENTS], key=lambda passage: (passage.seconds or 0, passage.pk))
    return Hit(
        id=row.key,
        kind=row.kind,
        kind_label=registry.kind_label(row.kind),
        locale=row.locale,
        url=row.url,
        title=row.title,
        summary=row.summary,
        title_marked=mark(row.title, row.locale, query),
        snippet=snippet(row.summary, body, row.locale, query),
        published=row.published,
        topic=next((facet.value for facet in row.facets.all() if facet.name == "theme"), ""),
        cover_seed=row.cover_seed,
        moments=[
            Moment(snippet("", passage.text, row.locale, query), address(row.url, passage), passage.seconds)
            for passage in chosen
        ],
        more_moments=len(passages) - len(chosen),
    )


def address(url: str, passage: IndexedPassage) -> str:
    """Return the link to a passage: the whole second of a video, or the fragment of a section.

    With several films on a page the fragment of its address names the player; it stays behind the second.
    """
    if passage.seconds is not None:
        page, hash_sign, player = url.partition("#")
        return f"{page}{'&' if '?' in page else '?'}t={int(passage.seconds)}{hash_sign}{player}"
    return f"{url}#{passage.anchor}" if passage.anchor else url


def _moments(pks: list[int], query: ParsedQuery) -> dict[int, list[IndexedPassage]]:
    """Return the passages that the query meets, the best first, by document: one call to the engine and one query."""
    found = engine().find_passages(query, pks)
    rows = IndexedPassage.objects.in_bulk([passage for _document, passage in found]) if found else {}
    grouped: dict[int, list[IndexedPassage]] = defaultdict(list)
    for document, passage in found:
        if passage in rows:
            grouped[document].append(rows[passage])
    return grouped
