"""Who may watch a video. Apps above register a rule; media_pipeline asks here and knows none of them."""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, Any], bool | None]
_rules: list[Rule] = []


def register_rule(rule: Rule) -> Rule:
    """Add `rule(user, video)`: True allows, False forbids, None has no opinion."""
    _rules.append(rule)
    return rule


def may_watch(user: Any, video: Any) -> bool:
    """One refusal outweighs all; a video that no rule speaks of may be watched unless it is restricted."""
    opinions = [opinion for rule in _rules if (opinion := rule(user, video)) is not None]
    return all(opinions) if opinions else not video.is_restricted
