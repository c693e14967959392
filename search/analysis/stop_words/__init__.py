"""Words that stand in every text: articles, pronouns, prepositions, auxiliaries, question words. One file a word list.

Left out is what means something by itself once it is folded (`što`, a question word, and `sto`, a table), and what changes
the meaning of the word behind it (`without`, `bez`). A query of nothing else is taken word by word.
"""

from functools import lru_cache
from pathlib import Path

from search.analysis.fold import readings
from search.analysis.lemma import word_list

_FOLDER = Path(__file__).parent


def stop_words(locale: str) -> frozenset[str]:
    """Return them folded; none for a locale without a list."""
    return _read(word_list(locale))


@lru_cache(maxsize=16)
def _read(language: str) -> frozenset[str]:
    file = _FOLDER / f"{language}.txt"
    words = file.read_text().split() if language else []
    return frozenset(reading for word in words for reading in readings(word))
