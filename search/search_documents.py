"""What the records of core say to the search: core lies below and does not know it."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models import Document, Organisation, Person, Term, TermText
from core.queries.people import with_public_profile
from search.documents import SearchDocument
from search.file_documents import file_documents, public_files
from search.pages import names_of
from search.registry import register, register_kind
from search.shown import homes, where_shown_is_public


def term_documents(term: Term) -> list[SearchDocument]:
    """A term leads to the search narrowed to it, in each language that has a name for it and a public page about it."""
    names = {text.language: text.name for text in term.texts.all()}
    return [
        SearchDocument(
            id=f"term:{term.kind}:{term.code}:{home.document.locale}",
            kind="term",
            locale=home.document.locale,
            url=_narrowed(term, home.document.locale),
            title=names[home.document.locale],
            summary="",
            body="",
            published=home.document.published,
            keywords=names_of([term]),
            facets=home.mark,
        )
        for home in homes(term)
        if home.document.locale in names
    ]


def _narrowed(term: Term, locale: str) -> str:
    with translation.override(locale):
        return f"{reverse('search')}?{urlencode({term.kind: term.code})}"


def organisation_documents(organisation: Organisation) -> list[SearchDocument]:
    """An organisation leads to the first page that shows it, as it has none of its own; only what such pages tell is told."""
    return [
        SearchDocument(
            id=f"organisation:{organisation.public_id}:{home.document.locale}",
            kind="organisation",
            locale=home.document.locale,
            url=home.document.url,
            title=organisation.words("name", home.document.locale) or organisation.name,
            summary=", ".join(filter(None, [organisation.town, _country(organisation, home.document.locale)])),
            body=home.document.title,
            published=home.document.published,
            keywords=names_of([organisation]),
            facets={"country": [organisation.country.code] if organisation.country else [], **home.mark},
        )
        for home in homes(organisation)
    ]


def _country(organisation: Organisation, locale: str) -> str:
    with translation.override(locale):
        return str(organisation.country.name)


def person_documents(person: Person) -> list[SearchDocument]:
    """Somebody who agreed to a public profile leads to the first page that shows them."""
    if not with_public_profile(Person.objects.filter(pk=person.pk)).exists():
        return []
    names = [person.name, *(text.name for text in person.texts.all() if text.name)]
    return [
        SearchDocument(
            id=f"person:{person.public_id}:{home.document.locale}",
            kind="person",
            locale=home.document.locale,
            url=home.document.url,
            title=person.words("name", home.document.locale) or person.name,
            summary=person.words("headline", home.document.locale),
            body=home.document.title,
            published=home.document.published,
            keywords=names,
            facets={"country": [person.country.code] if person.country else [], **home.mark},
        )
        for home in homes(person)
    ]


def public_people(ids: Collection[int]) -> set[int]:
    agreed = set(with_public_profile(Person.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    return where_shown_is_public(Person, agreed)


def shown_organisations(ids: Collection[int]) -> set[int]:
    kept = set(Organisation.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return where_shown_is_public(Organisation, kept)


def shown_terms(ids: Collection[int]) -> set[int]:
    kept = set(Term.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return where_shown_is_public(Term, kept)


def no_documents(text: TermText) -> list[SearchDocument]:
    return []


def term_words(text: TermText) -> list[tuple[str, str]]:
    """Names and synonyms teach the analysis, whether or not a page carries the term."""
    return [(label, text.language) for label in [text.name, *text.synonym_list()]]


register(TermText, no_documents, to_words=term_words)
register(Term, term_documents, still_public=shown_terms, is_shown_on_pages=True)
register(Organisation, organisation_documents, still_public=shown_organisations, is_shown_on_pages=True)
register(Person, person_documents, still_public=public_people, is_shown_on_pages=True)
register(Document, file_documents, still_public=public_files, is_shown_on_pages=True)
register_kind("term", one=_("Topic"), many=_("Topics"))
register_kind("organisation", one=_("Organisation"), many=_("Organisations"))
register_kind("person", one=_("Person"), many=_("People"))
register_kind("document", one=_("Document"), many=_("Documents"))
