"""Which requests are counted: those of people who have not said that they do not want it."""

import re

from django.conf import settings
from django.http import HttpRequest

# Programs say what they are; a browser without a name is none. CUBOT makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|curl|wget|python|java/|go-http|http-?client|headless|lighthouse|preview|monitor|scan|feed",
    re.IGNORECASE,
)


def is_counted(request: HttpRequest) -> bool:
    """Whether anything of this request may be counted. Never with `DNT: 1` or `Sec-GPC: 1`, whatever the settings say."""
    if not settings.SEARCH_STATISTICS or "1" in (request.headers.get("DNT"), request.headers.get("Sec-GPC")):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not _ROBOT.search(agent)


def is_new_question(request: HttpRequest) -> bool:
    """Whether somebody asks for the first time: the box sends `q` alone, all that follows adds something to it."""
    return request.method == "GET" and set(request.GET) == {"q"} and "HX-Request" not in request.headers
