"""What a group of synonyms would change, before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.queries.hits import Hit
from search.queries.search import SearchQuery, run
from search.queries.synonyms import Group, SynonymTable, groups

FIRST = 10


@dataclass(frozen=True)
class Place:
    """A hit among the first ten. `before`: its place without the group, None where it was not among them."""

    hit: Hit
    now: int
    before: int | None

    @property
    def up(self) -> int:
        """How many places it has gone up; less than 0 for down."""
        return self.before - self.now if self.before is not None else 0


@dataclass(frozen=True)
class Preview:
    """`gone` are no longer among the first ten. The totals count all results."""

    before: Sequence[Hit]
    after: Sequence[Place]
    gone: Sequence[Hit]
    total_before: int
    total_after: int

    @property
    def changes_nothing(self) -> bool:
        kept = [hit.id for hit in self.before] == [place.hit.id for place in self.after]
        return kept and self.total_before == self.total_after


def preview(text: str, language: str, group: Group, *, instead_of: int | None) -> Preview:
    """Ask `text` as a reader of `language`, as it is and with `group` in place of the saved one with the key `instead_of`."""
    query = SearchQuery(text=text, language=language, per_page=FIRST, is_brief=True)
    before = run(query, synonyms=SynonymTable(groups()))
    after = run(query, synonyms=SynonymTable([*groups(but=instead_of), group]))
    places = {hit.id: number for number, hit in enumerate(before.hits, start=1)}
    now = [Place(hit, number, places.get(hit.id)) for number, hit in enumerate(after.hits, start=1)]
    kept = {hit.id for hit in after.hits}
    gone = [hit for hit in before.hits if hit.id not in kept]
    return Preview(before.hits, now, gone, before.total, after.total)
