from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from search.queries.status import Status, Waiting, status


class Command(BaseCommand):
    help = "Say how the search index stands: what it holds, what waits, and why."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n".join(told(status())))


def told(one: Status) -> Iterator[str]:
    yield f"Engine: {one.engine}. {one.limited or 'It answers.'}"
    yield f"Documents: {one.documents}. {_counts(one.kinds)}. {_counts(one.languages)}."
    yield from _waiting("Changes", one.changes)
    if one.unsent is not None:
        yield from _waiting("Documents for the search server", one.unsent)
    yield f"Last reindex: {_time(one.reindexed_at)}."
    if one.reindexing_since is not None:
        yield f"A reindex began at {_time(one.reindexing_since)} and has done {one.reindexed}."


def _waiting(name: str, waiting: Waiting) -> Iterator[str]:
    since = f", the oldest since {_time(waiting.oldest)}" if waiting.oldest else ""
    yield f"{name} that wait: {waiting.count}{since}. {waiting.reason}".rstrip()
    if waiting.given_up_count:
        yield f"{name} that were given up: {waiting.given_up_count}."
        yield from (f"  {one.name}: {one.reason}" for one in waiting.given_up)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"
