"""Records without a page of their own (films, organisations, people, terms, files) are found where public pages show them.

Each document of such a record names its page in the facet SHOWN_ON. By it the record is looked at again when that page
changes, and left out of answers as soon as the page is no longer public.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Model, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from core.models import BasePage
from search import registry
from search.documents import SearchDocument
from search.models import IndexedFacet
from search.queries.visibility import public_origins
from search.services import index

# Facets that no address can ask for. SHOWN_ON: the key of the page that a document leads to. PARTIAL: of this page the public
# reads only the beginning, so it shows nobody what is in it.
SHOWN_ON, PARTIAL = "shown_on", "partial"
_MOST_ASKED = 20  # pages of one language that are asked whether they show a record
_CHUNK = 500

Shows = Callable[[BasePage], bool]
Record = tuple[str, int]  # name of a source, key of an instance


@dataclass(frozen=True)
class Home:
    """A public page that shows a record, and what the search knows of this page."""

    page: BasePage
    document: SearchDocument

    @property
    def mark(self) -> dict[str, list[str]]:
        """The facet that says where a record leads to; each of its documents has it."""
        return {SHOWN_ON: [str(self.page.pk)]}


def homes(record: Model, *, shows: Shows = lambda page: True) -> list[Home]:
    """Return, for each language that has one, the first public page in the order of the tree that shows `record`."""
    pages = pages_that_show(record)
    codes = pages.order_by("locale__language_code").values_list("locale__language_code", flat=True).distinct()
    found = (_first(pages.filter(locale__language_code=code), shows) for code in codes)
    return [home for home in found if home is not None]


def _first(pages: Any, shows: Shows) -> Home | None:
    for page in pages.specific()[:_MOST_ASKED]:
        source = registry.source(page._meta.label)
        documents = source.to_documents(page) if source is not None and shows(page) else []
        if documents and PARTIAL not in documents[0].facets:
            return Home(page, documents[0])
    return None


def pages_that_show(record: Model) -> Any:
    """Return the public pages that mention or choose `record`, as a queryset in the order of the tree."""
    kinds = ContentType.objects.get_for_models(Page, type(record))
    mentions = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page], to_content_type=kinds[type(record)], to_object_id=str(record.pk)
    )
    shown = Q(pk__in=mentions.annotate(page=Cast("object_id", BigIntegerField())).values("page"))
    for model, name in _choices({type(record)}):
        shown |= Q(pk__in=model._default_manager.filter(**{name: record}).values("pk"))
    return Page.objects.live().public().filter(shown).order_by("path")


def _choices(records: Collection[type[Model]]) -> Iterator[tuple[type[Model], str]]:
    """Go through the fields with many values in which pages choose `records`; Wagtail's index of references lacks these."""
    for source in registry.sources():
        if source.is_page:
            fields = source.model._meta.many_to_many
            yield from ((source.model, field.name) for field in fields if field.related_model in records)


def where_shown_is_public(model: type[Model], ids: Collection[int]) -> set[int]:
    """Return those of `ids` whose documents all lead to pages that the public may read right now, as a whole."""
    shown_on = IndexedFacet.objects.filter(name=SHOWN_ON, document__source=model._meta.label, document__source_id__in=ids)
    rows = [(pk, int(page)) for pk, page in shown_on.values_list("document__source_id", "value")]
    readable = _readable({page for _pk, page in rows}) if rows else set()
    return set(ids) - {pk for pk, page in rows if page not in readable}


def _readable(pages: set[int]) -> set[int]:
    """Ask each page's own rule; a page that the index has only the beginning of is not readable as a whole."""
    kinds = Page.objects.filter(pk__in=pages).values_list("content_type", "pk")
    models = {pk: ContentType.objects.get_for_id(kind).model_class() for kind, pk in kinds}
    origins = {(model._meta.label, pk) for pk, model in models.items() if model is not None}
    partial = IndexedFacet.objects.filter(name=PARTIAL, document__key__in=[f"page:{pk}" for pk in pages])
    return {pk for _name, pk in public_origins(origins)} - set(partial.values_list("document__source_id", flat=True))


def touch_shown(pages: Any) -> None:
    """Have the records looked at again that lead to one of `pages` (a queryset), and those that `pages` show and that lead
    nowhere in this language yet. All others are found through another page and stay as they are."""
    found = list(pages.order_by("path").values_list("pk", "locale__language_code", "content_type"))
    for start in range(0, len(found), _CHUNK):
        chunk = found[start : start + _CHUNK]
        kinds = {ContentType.objects.get_for_id(kind).model_class() for _pk, _code, kind in chunk}
        languages = {pk: code for pk, code, _kind in chunk}
        _touch(_leading_to(languages) | _not_yet_found(languages, kinds))


def touch_left_behind(page: int) -> None:
    """Have the records looked at again that led to a page which is gone."""
    _touch(_leading_to([page]))


def _touch(records: set[Record]) -> None:
    for name in sorted({name for name, _pk in records}):
        source = registry.source(name)
        if source is not None:
            index.forget(source.model, sorted(pk for of, pk in records if of == name))


def _leading_to(pages: Collection[int]) -> set[Record]:
    rows = IndexedFacet.objects.filter(name=SHOWN_ON, value__in=[str(page) for page in pages])
    return set(rows.values_list("document__source", "document__source_id"))


def _not_yet_found(languages: dict[int, str], kinds: Collection[Any]) -> set[Record]:
    shown = {(record, languages[page]) for page, record in _shown_on(set(languages), kinds)}
    keys = {pk for (_name, pk), _language in shown}
    names = {name for (name, _pk), _language in shown}
    known = IndexedFacet.objects.filter(name=SHOWN_ON, document__source__in=names, document__source_id__in=keys)
    rows = known.values_list("document__source", "document__source_id", "document__locale")
    has = {((name, pk), language) for name, pk, language in rows}
    return {record for record, language in shown if (record, language) not in has}


def _shown_on(pages: set[int], kinds: Collection[Any]) -> Iterator[tuple[int, Record]]:
    """Go through what `pages`, of these `kinds`, show: the page, and the record."""
    models = {source.model: source.name for source in registry.sources() if source.is_shown_on_pages}
    types = ContentType.objects.get_for_models(Page, *models)
    names = {types[model].pk: name for model, name in models.items()}
    mentions = ReferenceIndex.objects.filter(
        base_content_type=types[Page], object_id__in=[str(page) for page in pages], to_content_type__in=list(names)
    )
    for page, kind, record in mentions.values_list("object_id", "to_content_type", "to_object_id"):
        yield int(page), (names[kind], int(record))
    for model, field in (choice for choice in _choices(set(models)) if choice[0] in kinds):
        target: Any = model._meta.get_field(field).related_model
        chosen = model._default_manager.filter(pk__in=pages, **{f"{field}__isnull": False})
        for page, record in chosen.values_list("pk", field):
            yield page, (models[target], record)
