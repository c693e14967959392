"""Words that mean the same, put beside the words of a query: nothing is indexed again when a group changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.analysis.query import ParsedQuery, QueryWord
from search.analysis.words import terms
from search.models import SynonymGroup
from search.remembered import Remembered

_MOST_TERMS = 64  # that one word may mean beside itself, so that no query grows without end


@dataclass(frozen=True)
class Group:
    """Single words that mean the same for readers of `language`, of all languages where it is empty."""

    language: str
    words: tuple[str, ...]


class SynonymTable:
    """Groups, by what their words are found by. Made for the language of a reader when that is first asked for."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)
        self._tables: dict[str, dict[str, list[tuple[str, ...]]]] = {}

    def meant(self, word: QueryWord, language: str) -> list[str]:
        """Return the terms of the groups that `word` is in, without its own; at most 64."""
        table = self._table(language)
        found = (term for own in (*word.forms, *word.lemmas) for group in table.get(own, ()) for term in group)
        return [term for term in dict.fromkeys(found) if term not in word.all][:_MOST_TERMS]

    def _table(self, language: str) -> dict[str, list[tuple[str, ...]]]:
        if language not in self._tables:
            table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
            for group in self.groups:
                if group.language in ("", language):
                    found = [terms(word, language) for word in group.words]
                    every = tuple(dict.fromkeys(term for one in found for term in one.forms + one.lemmas))
                    for term in every:
                        table[term].append(every)
            self._tables[language] = dict(table)
        return self._tables[language]


def groups(*, but: int | None = None) -> list[Group]:
    """Return the saved groups, without the one with the key `but`."""
    rows = SynonymGroup.objects.order_by("pk").values_list("pk", "language", "words")
    return [Group(language, tuple(words.splitlines())) for pk, language, words in rows if pk != but]


saved = Remembered(lambda: SynonymTable(groups()), SynonymGroup)


def with_synonyms(query: ParsedQuery, language: str, table: SynonymTable | None = None) -> ParsedQuery:
    """Let each word mean what the words of its groups mean, as much as another ending of itself does."""
    table = table or saved.get()
    if query.is_empty or not table.groups:
        return query
    return replace(query, words=tuple(replace(word, kin=(*word.kin, *table.meant(word, language))) for word in query.words))
