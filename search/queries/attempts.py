"""What is asked when a query finds nothing as it was typed: the same for less and less, until something is found."""

from collections.abc import Iterator
from dataclasses import replace

from search.engines.base import EngineQuery


def attempts(asked: EngineQuery) -> Iterator[EngineQuery]:
    """Yield `asked` for all words; the last one unfinished; more than half of the words; any of them.

    Phrases stay wanted, and what is not wanted stays out.
    """
    yield asked
    words = len(asked.text.words)
    if not words:
        return
    opened = replace(asked, text=asked.text.opened())
    yield opened
    most = words // 2 + 1
    yield from (replace(opened, least=least) for least in dict.fromkeys((most, 1)) if least < words)
