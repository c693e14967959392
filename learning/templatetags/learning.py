from django import template

from learning.queries import words

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """`83.4` → `1:23`"""
    return words.clock(seconds * 1000)
