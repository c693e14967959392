from django import template
from django.utils.safestring import SafeString, mark_safe

from core.covers import cover

register = template.Library()


@register.simple_tag
def woven(seed: str, topic: str, width: int, height: int) -> SafeString:
    """Weave the cover of a hit: the same as its page has elsewhere."""
    return mark_safe(cover(seed, theme=topic, width=width, height=height))


@register.filter
def clock(seconds: float) -> str:
    """Write seconds as a player does: 72 → `1:12`, 3672 → `1:01:12`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
