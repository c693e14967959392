"""What the page of results has counted of itself."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest

from core.api.throttle import Rate
from search.counting import is_counted, is_new_question
from search.queries.search import Answer, SearchQuery
from search.query_words import counted_words
from search.services.count_query import count_query

# So that nobody fills the table with made-up words.
RATE = Rate("search-asked", most=60, by_address=True)
_log = logging.getLogger(__name__)


def tells_clicks(request: HttpRequest, query: SearchQuery) -> bool:
    """Whether clicks on these results are to be told: on every page of a question, but not with filters or another order."""
    return is_counted(request) and set(request.GET) <= {"q", "page"} and bool(counted_words(query.text))


def count_asked(request: HttpRequest, answer: Answer) -> None:
    """Count the question, if it is one. A database that is busy for too long costs this count and nothing else."""
    words = counted_words(answer.query.text) if is_counted(request) and is_new_question(request) else ""
    if not words or not RATE.allow_request(request):
        return
    try:
        count_query(words=words, language=answer.query.language, is_found=answer.total > 0)
    except DatabaseError as error:
        _log.warning("A query was not counted: %s", type(error).__name__)
