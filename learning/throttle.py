"""Against guessing: wrong codes are counted by account, and after too many nobody looks any further.

Not by address: a whole school sits behind one, and behind a proxy everybody does.
"""

from django.core.cache import cache

from accounts.models import User

WINDOW = 600  # seconds
MOST = 10


def _name(user: User) -> str:
    return f"learning.join.{user.pk}"


def is_throttled(user: User) -> bool:
    return bool(cache.get(_name(user), 0) >= MOST)


def count_wrong_code(user: User) -> None:
    if not cache.add(_name(user), 1, WINDOW):
        cache.incr(_name(user))
