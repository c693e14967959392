"""Apps describe themselves to search here; search knows none of them.

The pattern, in `<app>/search_documents.py` (found by name when the site starts):

    def article_documents(article: NewsArticle) -> list[SearchDocument]: ...

    register(NewsArticle, article_documents)
    register_kind("news", one=_("News"), many=_("News"))

- `to_documents(instance)` returns what the public may find of one instance, one document a language, and [] for what is
  not public. It is asked after the change, for rows that are put aside too: it looks for itself whether anything is public.
- A page gives the one of `search.pages.page_documents`; its chapters are passages with the `anchor` of their heading, unless
  they are pages of their own.
- Pages are followed by themselves: publish, unpublish, move, rename, delete, restrict. Any other model is looked at
  again when it is saved or deleted. Where documents depend on other rows (the cues of a video), the app connects
  their signal and calls `search.services.index.touch(instance)`.
- `still_public(ids)` tells which instances may be shown right now. It is asked for the hits of an answer, in one call a
  function and a constant number of queries, so the index may be behind without showing what was taken back. Pages have
  theirs; one whose words may leave the public in another way (the lessons of a course with a list) gives its own.
- A record without a page of its own (a film, an organisation) leads to a page that shows it: `is_shown_on_pages=True`, and its
  documents are made of `search.shown.homes(instance)`. It is looked at again with each page that shows it, or did.
- `to_words(instance)` gives words, each with its locale, that teach the analysis without being a document.
- Facets that the models know are filled, all others left out; a term gives its code, a country its ISO 3166 code, lengths
  the band of `search.enums.duration_of`. A kind that is only read (a handbook) has no duration.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from search.documents import SearchDocument

ToDocuments = Callable[[Any], list[SearchDocument]]
StillPublic = Callable[[Collection[int]], set[int]]
ToWords = Callable[[Any], list[tuple[str, str]]]
Labels = Callable[[Iterable[str]], Mapping[str, Any]]


@dataclass(frozen=True)
class Source:
    """A registered model; `name` is its label, as `news.NewsArticle`."""

    model: type[Model]
    to_documents: ToDocuments
    still_public: StillPublic
    to_words: ToWords | None = None
    is_shown_on_pages: bool = False

    @property
    def name(self) -> str:
        return self.model._meta.label

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)


_sources: dict[str, Source] = {}
_kinds: dict[str, tuple[Any, Any]] = {}
_ageing: set[str] = set()
_labels: dict[str, Labels] = {}


def public_pages(ids: Collection[int]) -> set[int]:
    """Live, and neither the page nor one above it is restricted to some."""
    return set(Page.objects.live().public().filter(pk__in=ids).values_list("pk", flat=True))


def register(
    model: type[Model],
    to_documents: ToDocuments,
    *,
    still_public: StillPublic | None = None,
    to_words: ToWords | None = None,
    is_shown_on_pages: bool = False,
) -> None:
    """Have `model` found. A model that is no page says with `still_public` what may be shown; without, it exists."""
    if still_public is None:
        still_public = public_pages if issubclass(model, Page) else _existing(model)
    _sources[model._meta.label] = Source(model, to_documents, still_public, to_words, is_shown_on_pages)


def register_kind(kind: str, *, one: Any, many: Any, ages: bool = False) -> None:
    """Name a value of the facet `kind`: `one` above a result, `many` on the chips above the results.

    `ages`: the newer comes first where both say the same, as with news.
    """
    _kinds[kind] = (one, many)
    (_ageing.add if ages else _ageing.discard)(kind)


def is_ageing(kind: str) -> bool:
    return kind in _ageing


def register_labels(facet: str, labels: Labels) -> None:
    """Name the values of a facet in the active language; a value without a name is shown as it is."""
    _labels[facet] = labels


def source(name: str) -> Source | None:
    return _sources.get(name)


def sources() -> list[Source]:
    return list(_sources.values())


def kind_labels(values: Iterable[str]) -> dict[str, str]:
    return {value: str(_kinds[value][1]) if value in _kinds else value for value in values}


def kind_label(kind: str) -> str:
    return str(_kinds[kind][0]) if kind in _kinds else kind


def labels_of(facet: str) -> Labels | None:
    return _labels.get(facet)


def _existing(model: type[Model]) -> StillPublic:
    def existing(ids: Collection[int]) -> set[int]:
        return set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))

    return existing
