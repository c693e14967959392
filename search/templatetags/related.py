"""What is like a page, at its end. A page that nobody has saved yet, such as a preview, is like nothing."""

from typing import Any

from django import template
from django.db.models import Model
from django.template import Context

from search.queries.related import related

register = template.Library()


@register.inclusion_tag("components/related.html", takes_context=True)
def related_to(context: Context, instance: Model) -> dict[str, Any]:
    return {"items": related(instance), "request": context.get("request")}
