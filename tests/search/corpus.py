"""Documents with their rows, put into an engine, and what any engine has to answer about them, found without one."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from search.analysis.query import ParsedQuery, QueryWord
from search.engines.base import EngineDocument, EngineQuery, Found
from search.models import IndexedDocument, IndexedFacet, IndexedPassage

NOW = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
WORDS = ("letter", "letters", "lettering", "mentor", "mentorship", "men", "art", "artist", "museum", "2026")
FACETS = {"theme": ("heritage", "digital", "mentoring"), "country": ("RO", "NO", "SI"), "year": ("2025", "2026")}

_numbers = count(1)


def a_document(
    title: str = "",
    body: str = "",
    *,
    age: int = 0,
    facets: Mapping[str, Sequence[str]] | None = None,
    keywords: str = "",
    passages: Sequence[str] = (),
) -> EngineDocument:
    """Make the rows of a document and return its words; `age` in days."""
    facets = {name: list(values) for name, values in (facets or {}).items() if values}
    published = NOW - timedelta(days=age)
    number = next(_numbers)
    row = IndexedDocument.objects.create(
        key=f"made:{number}",
        source="made",
        source_id=number,
        kind="page",
        locale="en",
        url="/",
        title=title,
        published=published,
    )
    IndexedFacet.objects.bulk_create(
        IndexedFacet(document=row, name=name, value=value) for name, values in facets.items() for value in values
    )
    keyed = {IndexedPassage.objects.create(document=row, text=text).pk: text for text in passages}
    return EngineDocument(
        pk=row.pk,
        title=title,
        body=body,
        keywords=keywords,
        exact=f"{title} qxedgexq {body}",
        published=published,
        facets=facets,
        passages=keyed,
    )


def collection(size: int, *, seed: int = 7) -> list[EngineDocument]:
    dice = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(0, most)))

    return [
        a_document(
            text(3),
            text(12),
            age=number * 3 % 40,
            keywords=text(2),
            facets={name: dice.sample(values, dice.randint(0, len(values))) for name, values in FACETS.items()},
            passages=[text(6) for _passage in range(dice.randint(0, 3))],
        )
        for number in range(size)
    ]


def asked(
    *words: str, phrases: Sequence[str] = (), without: Sequence[str] = (), without_phrases: Sequence[str] = ()
) -> ParsedQuery:
    """Return a query for `words`: `a/b` is either form, `a=b` the form with its lemma, `a~b` with its kin, `a*` may go on."""
    return ParsedQuery(
        tuple(_word(word) for word in words),
        tuple(tuple(phrase.split()) for phrase in phrases),
        tuple(_word(word) for word in without),
        tuple(tuple(phrase.split()) for phrase in without_phrases),
    )


def _word(text: str) -> QueryWord:
    typed, _tilde, kin = text.removesuffix("*").partition("~")
    forms, _equals, lemma = typed.partition("=")
    return QueryWord(
        text, tuple(forms.split("/")), (lemma,) if lemma else (), (kin,) if kin else (), is_prefix=text.endswith("*")
    )


@dataclass
class Oracle:
    """Answers by reading everything."""

    documents: list[EngineDocument] = field(default_factory=list)

    def find(self, query: EngineQuery) -> Found:
        """Return what `query` finds; the candidates are the newest first, which engines promise only without words."""
        asked = [one for one in self.documents if query.among is None or one.pk in query.among]
        hits = [one for one in asked if one.pk not in query.without and _matches(one, query)]
        facets: dict[str, dict[str, int]] = {}
        for name in query.facets:
            others = {other: values for other, values in query.filters.items() if other != name}
            counted = Counter(value for one in hits if _passes(one, others) for value in one.facets.get(name, ()))
            facets |= {name: dict(counted)} if counted else {}
        left = sorted(
            (one for one in hits if _passes(one, query.filters)), key=lambda one: (one.published, one.pk), reverse=True
        )
        return Found(len(hits), len(left), [one.pk for one in left[: query.limit]], facets)

    def complete(self, query: EngineQuery) -> set[int]:
        """Return the documents whose titles have every word."""
        return {
            one.pk
            for one in self.documents
            if one.pk not in query.without
            and _passes(one, query.filters)
            and all(_has(one.title.split(), word) for word in query.text.words)
        }

    def find_passages(self, text: ParsedQuery, pks: Sequence[int]) -> set[tuple[int, int]]:
        return {
            (one.pk, key)
            for one in self.documents
            for key, words in one.passages.items()
            if one.pk in pks and any(_has(words.split(), word) for word in text.words)
        }


def _passes(document: EngineDocument, filters: Mapping[str, Sequence[str]]) -> bool:
    return all(set(document.facets.get(name, ())) & set(values) for name, values in filters.items())


def _matches(document: EngineDocument, query: EngineQuery) -> bool:
    text = query.text
    words = f"{document.title} {document.body} {document.keywords}".split()
    missing = sum(not _has(words, word) for word in text.words)
    if missing > (len(text.words) - query.least if query.least else 0):
        return False
    unwanted = any(_has(words, word) for word in text.without) or any(
        _says(document, phrase) for phrase in text.without_phrases
    )
    return not unwanted and all(_says(document, phrase) for phrase in text.phrases)


def _says(document: EngineDocument, phrase: Sequence[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {document.exact} "


def _has(words: list[str], wanted: QueryWord) -> bool:
    begun = wanted.is_prefix and any(word.startswith(wanted.forms) for word in words)
    return begun or not wanted.all.isdisjoint(words)


def queries(rounds: int, *, seed: int = 3) -> Iterator[EngineQuery]:
    """Yield random questions: words, some of them or all, prefixes, lemmas, phrases, what is not wanted, filters."""
    dice = random.Random(seed)
    shapes = ("{0}", "{0}*", "{0}/{1}", "{0}={1}", "{0}={1}*", "{0}~{1}")
    for _round in range(rounds):
        words = [dice.choice(shapes).format(*dice.sample(WORDS, 2)) for _word in range(dice.choice([0, 1, 1, 2, 3]))]
        phrases = [" ".join(dice.choices(WORDS, k=2))] if words and dice.random() < 0.25 else []
        unwanted = {"without": dice.sample(WORDS, 1)} if words and dice.random() < 0.2 else {}
        if words and dice.random() < 0.1:
            unwanted["without_phrases"] = [" ".join(dice.choices(WORDS, k=2))]
        filters = {name: dice.sample(values, dice.randint(1, 2)) for name, values in FACETS.items() if dice.random() < 0.3}
        least = dice.randint(0, len(words))
        yield EngineQuery(asked(*words, phrases=phrases, **unwanted), filters, tuple(FACETS), least=least)
