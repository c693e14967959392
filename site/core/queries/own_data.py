"""What the installation holds of somebody who logs in: the rows that are theirs, model by model."""

import uuid
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import BinaryField, Field, FileField, ForeignKey, Model, QuerySet
from wagtail.models import Page

from accounts.models import User
from core.queries.nearest import nearest
from core.registries.personal_data import Classification, PersonalData, classification, classified

CHUNK = 500  # rows that are read at once


class UnclearOwnerError(Exception):
    """Several ways lead from a model to an account: its classification has to name one."""


def _keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


@cache
def owner_of(model: type[Model]) -> str:
    """Return the lookup from `model` to the account that a row belongs to; "" where it is nobody's. Raise UnclearOwnerError."""
    known = classification(model)
    if known is None or known.kind is PersonalData.NONE:
        return ""
    if known.owner is not None:
        return known.owner
    if model is User:
        return "pk"
    keys = _keys(model)
    ways = [key.name for key in keys if key.related_model is User]
    if not ways:
        further = [(key.name, owner_of(key.related_model)) for key in keys if key.related_model is not model]
        ways = [f"{name}__{way}" for name, way in further if way]
    if len(ways) > 1:
        raise UnclearOwnerError(f"{model._meta.label}: {', '.join(ways)}")
    return ways[0] if ways else ""


def owned_models() -> list[tuple[type[Model], Classification, str]]:
    """Return every model whose rows belong to people who log in, and the lookup to them."""
    return [(model, known, way) for model, known in classified() if (way := owner_of(model))]


def rows_of(model: type[Model], user: User) -> QuerySet[Any]:
    """Return the rows of `model` that are those of `user`, those put aside too."""
    return model._base_manager.filter(**{owner_of(model): user.pk}).order_by("pk")


def _is_told(field: Field[Any, Any], known: Classification, way: str) -> bool:
    if field.primary_key or field.name in {*known.withheld, way.partition("__")[0]} or isinstance(field, BinaryField):
        return False
    return not (isinstance(field, ForeignKey) and field.related_model is User)  # other people are not ours to tell


def _value(row: Model, field: Field[Any, Any]) -> Any:
    if isinstance(field, ForeignKey):
        found = getattr(row, field.name)
        return None if found is None else str(found)
    value = getattr(row, field.attname)
    return str(value) if isinstance(field, FileField) else value


def _titles(keys: set[uuid.UUID], language: str) -> dict[uuid.UUID, str]:
    """Return the titles of pages by translation key, in `language` where there is one."""
    pages = Page.objects.filter(translation_key__in=keys, first_published_at__isnull=False)
    return {key: page.title for key, page in nearest(pages, language=language).items()}


def records(model: type[Model], user: User) -> Iterator[dict[str, Any]]:
    """Go through the rows of `user` as plain values. A field `lesson_key` gets the title of its page beside it, as `lesson`.

    Two queries for each 500 rows, and one for each of their foreign keys.
    """
    known, way = classification(model), owner_of(model)
    assert known is not None
    fields = [field for field in model._meta.concrete_fields if _is_told(field, known, way)]
    related = [field.name for field in fields if isinstance(field, ForeignKey)]
    pages = [field.name for field in fields if field.name.endswith("_key") and field.get_internal_type() == "UUIDField"]
    rows = rows_of(model, user).select_related(*related).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        titles = _titles({getattr(row, name) for row in chunk for name in pages}, user.language) if pages else {}
        for row in chunk:
            told = {field.name: _value(row, field) for field in fields}
            yield told | {name.removesuffix("_key"): titles.get(getattr(row, name), "") for name in pages}
