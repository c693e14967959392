"""Synthetic documents in eight locales, as many as are wanted: document 17 is the same in a collection of any size.

Words are drawn by a Zipf-like law: those of the judged set in the order of how often they stand there, and behind them a long
tail of words put together of two. Every document stands on a tag, so it is checked, touched and rebuilt as a thing of the site.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import transaction

from core.models import Tag
from search import registry
from search.analysis.stop_words import stop_words
from search.analysis.words import split, usual_form
from search.documents import Passage, SearchDocument
from search.engines import database_engine
from search.engines.base import EngineDocument
from search.models import IndexedDocument, IndexedFacet, IndexedPassage
from search.prepared import Prepared, prepare
from search.registry import Source
from search.services.store import facets_of, store_documents
from search.services.vocabulary import learn_words
from tests.search.judged import documents as judged_documents

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOURCE = "core.Tag"
VOCABULARY = 5_000  # words of each locale; the analysis remembers some 65,000, so that a second pass costs what a word costs
_BATCH = 500
_TEXTS = ("kind", "locale", "url", "title", "summary", "body", "published", "boost", "cover_seed")
_CHOICES = {  # facet → its values, how many a document has at most
    "theme": ([f"theme-{number}" for number in range(12)], 2),
    "country": (["RO", "NO", "SI", "HR", "RS", "MK", "IS", "LI", "PL", "CZ", "SK", "HU", "BG", "EE", "LV", "PT"], 2),
    "audience": (["artists", "schools", "museums", "libraries", "municipalities"], 2),
    "year": ([str(year) for year in range(2014, 2027)], 1),
    "level": (["beginner", "advanced", "expert"], 1),
    "duration": (["brief", "short", "medium", "long"], 1),
}
_KINDS = ("page", "news", "practice", "video", "course")


@lru_cache(maxsize=8)
def vocabulary(locale: str) -> tuple[list[str], list[float]]:
    """Return the words of `locale`, the commonest first, and the running sum of their weights."""
    texts = (f"{one.title} {one.summary} {one.body}" for one in judged_documents() if one.locale == locale)
    counted = Counter(word.lower() for text in texts for word, _start, _end in split(text) if word.isalpha())
    words = [word for word, _count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    dice, known = random.Random(locale), set(words)
    long = [word for word in words if len(word) > 3]
    while len(words) < VOCABULARY:
        made = dice.choice(long)[:5] + dice.choice(long)[-5:]
        if made not in known:
            known.add(made)
            words.append(made)
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))


@lru_cache(maxsize=8)
def telling_words(locale: str) -> list[str]:
    """Return the words of `locale` that a search looks for, the commonest first."""
    empty = stop_words(locale)
    return [word for word in vocabulary(locale)[0] if len(word) > 2 and usual_form(word) not in empty]


@lru_cache(maxsize=20_000)
def document(number: int) -> SearchDocument:
    """Return the document of `number`, from 0 on: 80 to 280 words, of one in five the film with what is said in it."""
    dice = random.Random(number)
    locales = [code for code, _name in settings.LANGUAGES]
    locale = dice.choice([*locales, "en", "en", "en"])
    words, weights = vocabulary(locale)

    def text(least: int, most: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=dice.randint(least, most)))

    kind = _KINDS[number % len(_KINDS)]
    return SearchDocument(
        id=f"made:{number}",
        kind=kind,
        locale=locale,
        url=f"/{locale}/made-{number}/",
        title=text(4, 9).capitalize(),
        summary=text(10, 25),
        body=text(60, 240),
        keywords=[text(1, 2) for _keyword in range(2)],
        facets={name: dice.sample(list(values), dice.randint(1, most)) for name, (values, most) in _CHOICES.items()},
        published=NOW - timedelta(minutes=number),
        passages=[Passage(text(8, 14), seconds=12.0 * place) for place in range(8 if kind == "video" else 0)],
    )


@contextmanager
def on_tags() -> Iterator[None]:
    """For as long as this lasts, tags stand for the documents, and nothing else is registered."""
    source = Source(Tag, lambda tag: [document(tag.pk - 1)], _existing)
    with patch.dict(registry._sources, {SOURCE: source}, clear=True):
        yield


def _existing(ids: Any) -> set[int]:
    return set(Tag.objects.filter(pk__in=ids).values_list("pk", flat=True))


def fill(size: int) -> None:
    """Put the first `size` documents into the default database, many at once: the rows are those of `fill_one_by_one`."""
    for start in range(0, size, _BATCH):
        with transaction.atomic():
            _put(range(start, min(start + _BATCH, size)))


def fill_one_by_one(size: int) -> None:
    """Put the first `size` documents into the default database as the worker would; ten times as slow."""
    for number in range(size):
        Tag.objects.bulk_create([Tag(pk=number + 1, name=str(number), slug=str(number))])  # no signal stores it before
        store_documents(source=SOURCE, source_id=number + 1, documents=[document(number)])


def _put(numbers: Sequence[int]) -> None:
    prepared = [prepare(document(number)) for number in numbers]
    Tag.objects.bulk_create(Tag(pk=number + 1, name=str(number), slug=str(number)) for number in numbers)
    rows = IndexedDocument.objects.bulk_create(_row(number, one) for number, one in zip(numbers, prepared, strict=True))
    kept = [(row, facets_of(one.document), one) for row, one in zip(rows, prepared, strict=True)]
    IndexedFacet.objects.bulk_create(
        IndexedFacet(document=row, name=name, value=value)
        for row, facets, _one in kept
        for name, values in facets.items()
        for value in values
    )
    for locale, _name in settings.LANGUAGES:
        own = [one.words for one in prepared if one.document.locale == locale]
        learn_words([word for words in own for word in [*words.title, *words.everything]], locale)
    database_engine().put([_words(row, facets, one) for row, facets, one in kept])


def _row(number: int, one: Prepared) -> IndexedDocument:
    return IndexedDocument(
        key=one.document.id,
        source=SOURCE,
        source_id=number + 1,
        statistics=one.words.statistics(),
        keywords="\n".join(one.document.keywords),
        **{name: getattr(one.document, name) for name in _TEXTS},
    )


def _words(row: IndexedDocument, facets: dict[str, list[str]], one: Prepared) -> EngineDocument:
    passages = IndexedPassage.objects.bulk_create(
        IndexedPassage(document=row, text=passage.text, anchor=passage.anchor, seconds=passage.seconds)
        for passage in one.document.passages
    )
    keys = [passage.pk for passage in passages]
    return one.words.for_engine(row.pk, version=0, published=row.published, facets=facets, passages=keys)
