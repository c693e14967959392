from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

Row = TypeVar("Row", bound=Model)


def published(pages: QuerySet[Row]) -> QuerySet[Row]:
    """Narrow to what everybody may read: live, and below no page with a restriction. Asks no query of its own."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(asked=path).filter(asked__startswith=F("page__path"))
    return pages.filter(~Exists(restricted), live=True)
