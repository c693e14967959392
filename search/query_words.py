"""A query as it is counted: its folded words, and none of what may be about somebody."""

import re

from search.analysis.fold import normalise
from search.analysis.query import MOST_WORDS
from search.analysis.words import split, usual_form

LONGEST = 200  # characters
# A telephone number, a number of a card, an account or a person, a day of birth: seven digits, however they are grouped.
_MANY_DIGITS = re.compile(r"\d(?:[\s().+/–-]*\d){6}")


def counted_words(text: str) -> str:
    """Return the words of `text` as analysis folds them, 200 characters at most, cut after a word.

    Empty for what is not kept: no words, an e-mail address, or many digits.
    """
    plain = normalise(text)
    if "@" in plain or _MANY_DIGITS.search(plain):
        return ""
    forms = [form for word, _start, _end in split(plain) if (form := usual_form(word))]
    words = " ".join(forms[:MOST_WORDS])
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition(" ")[0]
