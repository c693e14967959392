"""What a reader may be about to type: terms of the vocabularies and titles, with a last word that goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse

from core.enums import TermKind
from core.models import TermText
from core.templatetags.trellis import local_name
from search import registry
from search.addresses import address
from search.analysis.fold import readings
from search.analysis.query import ParsedQuery, QueryWord, parse
from search.analysis.words import split
from search.engines import engine
from search.engines.base import EngineQuery
from search.models import IndexedDocument, IndexedFacet
from search.queries.search import SearchQuery
from search.queries.visibility import hidden_documents, public_origins

MOST, MOST_TERMS = 8, 3
SHORTEST = 2  # letters of the last word: one letter begins everything
_LOOKED_AT = 24  # titles of each language group, from which the public ones are kept


@dataclass(frozen=True)
class Suggestion:
    """`kind` says in the reader's language what `url` leads to; `locale` is the language of `text`."""

    text: str
    kind: str
    url: str
    locale: str


def suggestions(text: str, language: str) -> list[Suggestion]:
    """Return up to eight completions for a reader of `language`, each of which leads to something public right now.

    In a number of queries that does not grow with what is found.
    """
    asked = parse(text, language).opened()
    if asked.is_empty or len(asked.words[-1].forms[0]) < SHORTEST:
        return []
    found = [*_terms(asked, language), *_titles(asked, language)]
    return list({one.url: one for one in found}.values())[:MOST]


def _titles(asked: ParsedQuery, language: str) -> list[Suggestion]:
    """Titles in the reader's language first, then others; those that begin with what is typed before the rest."""
    query = EngineQuery(asked, filters={"lang": [language]}, limit=_LOOKED_AT)
    pks = engine().complete(query)
    pks += [pk for pk in engine().complete(replace(query, filters={})) if pk not in pks] if len(pks) < MOST else []
    rows = IndexedDocument.objects.only("source", "source_id", "title", "kind", "locale", "url").in_bulk(pks)
    public = public_origins((row.source, row.source_id) for row in rows.values())
    shown = [rows[pk] for pk in pks if pk in rows and (rows[pk].source, rows[pk].source_id) in public]
    shown.sort(key=lambda row: (row.locale != language, not _begins(row.title, asked)))
    return [Suggestion(row.title, _kind(row, language), row.url, row.locale) for row in shown]


def _kind(row: IndexedDocument, language: str) -> str:
    label = registry.kind_label(row.kind)
    return label if row.locale == language else f"{label} · {local_name(row.locale)}"


def _terms(asked: ParsedQuery, language: str) -> list[Suggestion]:
    """Terms whose name or synonym has the words, as long as something public carries them."""
    texts = TermText.objects.filter(language=language).select_related("parent").order_by("name", "pk")
    fitting = [text for text in texts if any(_has(label, asked.words) for label in [text.name, *text.synonym_list()])]
    carried = _carried([(text.parent.kind, text.parent.code) for text in fitting])
    return [
        Suggestion(
            text.name,
            str(TermKind(text.parent.kind).label),
            reverse("search") + address(SearchQuery(filters={text.parent.kind: [text.parent.code]})),
            language,
        )
        for text in fitting
        if (text.parent.kind, text.parent.code) in carried
    ][:MOST_TERMS]


def _carried(terms: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    if not terms:
        return set()
    wanted = reduce(or_, (Q(name=kind, value=code) for kind, code in terms))
    rows = IndexedFacet.objects.filter(wanted).exclude(document__in=hidden_documents())
    return set(rows.values_list("name", "value").distinct())


def _has(label: str, words: Iterable[QueryWord]) -> bool:
    """Whether every word stands in `label`, folded; one that is still being typed begins a word of it."""
    folded = [form for word, _start, _end in split(label) for form in readings(word)]
    return all(any(form.startswith(word.forms) if word.is_prefix else form in word.forms for form in folded) for word in words)


def _begins(title: str, asked: ParsedQuery) -> bool:
    first = next((readings(word) for word, _start, _end in split(title)), ())
    return any(form.startswith(asked.words[0].forms) for form in first)
