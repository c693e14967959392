"""Against guessing: wrong codes are counted by account and by address, and after too many nobody looks any further."""

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 600  # seconds
MOST_OF_AN_ACCOUNT = 10
MOST_OF_AN_ADDRESS = 100  # a whole class sits behind one


def _counters(request: HttpRequest) -> dict[str, int]:
    address = request.META.get("REMOTE_ADDR", "")
    return {
        f"learning.join.account.{request.user.pk}": MOST_OF_AN_ACCOUNT,
        f"learning.join.address.{address}": MOST_OF_AN_ADDRESS,
    }


def is_throttled(request: HttpRequest) -> bool:
    counters = _counters(request)
    counted = cache.get_many(counters)
    return any(counted.get(name, 0) >= most for name, most in counters.items())


def count_wrong_code(request: HttpRequest) -> None:
    for name in _counters(request):
        if not cache.add(name, 1, WINDOW):
            cache.incr(name)
