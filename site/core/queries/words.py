from typing import Any, TypeVar

from django.db.models import F, QuerySet

from core.models.localised import Localised, LocalisedText

Record = TypeVar("Record", bound=Localised)


def with_words(records: QuerySet[Record]) -> list[Record]:
    """Read records and their texts in all languages in one query. `records` may be filtered and ordered, not sliced."""
    field: Any = records.model._meta.get_field("texts")
    text_model: type[LocalisedText] = field.related_model
    names = [column.attname for column in text_model._meta.concrete_fields]
    rows = records.annotate(**{f"text_{name}": F(f"texts__{name}") for name in names})
    found: dict[Any, Record] = {}
    for row in rows:
        record = found.setdefault(row.pk, row)
        texts = vars(record).setdefault("_prefetched_objects_cache", {}).setdefault("texts", [])
        if row.text_id is not None:
            texts.append(text_model(**{name: getattr(row, f"text_{name}") for name in names}))
    return list(found.values())
