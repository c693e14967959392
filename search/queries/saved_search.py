"""Saved searches: what they ask, how they are called, and where they lead."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.writable import writable
from search.addresses import address
from search.enums import FacetName, Sort
from search.models import SavedSearch
from search.models.saved_search import LONGEST_NAME
from search.queries.facets import shown_facets
from search.queries.search import SearchQuery

Filters = Mapping[str, Sequence[str]]


def clean_text(text: str) -> str:
    """Return words as every database takes them, with single spaces."""
    return " ".join(writable(text).split())


def query_of(saved: SavedSearch) -> SearchQuery:
    return SearchQuery(text=saved.text, filters=saved.filters, language=saved.language)


def fingerprint(query: SearchQuery) -> str:
    """Return the same for searches that differ in capitals, spaces, order of filters, sort and page alone."""
    text = unicodedata.normalize("NFC", clean_text(query.text)).casefold()
    filters = sorted((name, sorted(values)) for name, values in query.filters.items())
    return hashlib.sha256(json.dumps([text, filters, query.language]).encode()).hexdigest()


def find_saved(user: User, query: SearchQuery) -> SavedSearch | None:
    return SavedSearch.objects.filter(user=user, fingerprint=fingerprint(query)).first()


def results_address(saved: SavedSearch, *, sort: Sort = Sort.RELEVANCE) -> str:
    """Return the path of the results, in the language that was searched in."""
    with translation.override(saved.language):
        return reverse("search") + address(replace(query_of(saved), sort=sort))


def described(filters: Iterable[Filters]) -> list[list[str]]:
    """Return the labels of the values of each, in the active language and the order of the page. Two queries for all."""
    wanted = list(filters)
    union: dict[str, list[str]] = {name: [] for name in FacetName.values}
    for one in wanted:
        for name in union:  # a search may keep a facet that there is no more
            union[name] += one.get(name, ())
    shown = shown_facets({}, {name: values for name, values in union.items() if values})
    labels = {(facet.name, choice.value): str(choice.label) for facet in shown for choice in facet.choices}
    return [
        [labels[name, value] for name in FacetName.values for value in one.get(name, ()) if (name, value) in labels]
        for one in wanted
    ]


def name_of(query: SearchQuery) -> str:
    """Return what a search may be called: its words and its filters."""
    text = clean_text(query.text)
    words = " · ".join([*([f"“{text}”"] if text else []), *described([query.filters])[0]])
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"


def unconfirmed(user: str) -> Exists:
    """Narrow rows to those of people who have not confirmed yet that their address is theirs; `user` leads to the account.

    Whoever signs up with somebody else's address must not have letters sent there. An account that a coordinator has made
    has no such row.
    """
    return Exists(EmailAddress.objects.filter(user=OuterRef(user), verified=False, email__iexact=OuterRef(f"{user}__email")))


def is_unconfirmed(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, verified=False, email__iexact=user.email).exists()
