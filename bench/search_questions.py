"""What is asked: ordinary searches, the same in every run, and those that somebody sends to hurt."""

import random
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings

from bench.search_corpus import telling_words, vocabulary
from search.analysis.query import ParsedQuery, parse, with_known_words
from search.analysis.stop_words import stop_words
from search.queries.forms import known_words

_COMMON, _RARE = (5, 60), (300, 1500)  # places among the words of a locale


@dataclass(frozen=True)
class Question:
    """`begun` is a word of it that is still being typed: its first three letters."""

    text: str
    language: str
    filters: dict[str, str]

    @property
    def begun(self) -> str:
        return self.text.split()[-1][:3]

    def parsed(self) -> ParsedQuery:
        text = parse(self.text, self.language)
        return with_known_words(text, known_words(text, self.language))


def questions(count: int) -> list[Question]:
    """Return `count` searches over all locales: a common word, a rare one, or one of each."""
    return [_question(number) for number in range(count)]


def _question(number: int) -> Question:
    dice = random.Random(f"question {number}")
    locale, words = _words(number)
    common, rare = (words[dice.randint(*places)] for places in (_COMMON, _RARE))
    filters = {"lang": locale, "kind": dice.choice(["news", "video"]), "year": str(dice.randint(2014, 2026))}
    return Question((common, rare, f"{common} {rare}")[number % 3], locale, filters)


def as_often(count: int, times: float) -> list[Question]:
    """Return `count` searches that find in a collection `times` as large about as many as those for `times` 1."""
    found = []
    for number in range(count):
        locale, words = _words(number)
        place = min(int((20 + number) * times), len(words) - 1)
        found.append(Question(words[place], locale, {}))
    return found


def _words(number: int) -> tuple[str, list[str]]:
    locales = [code for code, _name in settings.LANGUAGES]
    locale = locales[number % len(locales)]
    return locale, telling_words(locale)


def hostile() -> dict[str, str]:
    """Return what is sent in English to make a search dear, by name."""
    every, telling = vocabulary("en")[0], telling_words("en")
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        "1 MB": f"{telling[0]} " * (1_000_000 // (len(telling[0]) + 1)),
        "10,000 terms": " ".join((every * 2)[:10_000]),
        "operators": "AND OR NOT NEAR( title: {body} ^a \"* + - : ) \\ & | ! <-> %s '; --",
        "quotes": " ".join(f'"{one} {other}"' for one, other in pairwise(telling[:40]))[:200],
        "one letter that goes on": "a*",
        "letters": " ".join(letters) + "*",
        "stop words": " ".join(sorted(stop_words("en")))[:200],
        "the commonest words": " ".join(telling[:20]),
        "the commonest words and none": " ".join([*telling[:19], "qqqqqqq"]),
        "nothing that is known": " ".join(word[::-1] + "q" for word in telling[:20])[:200],
        "nothing but without": " ".join(f"-{word}" for word in telling[:20]),
        "one without the others": f"{telling[0]} " + " ".join(f"-{word}" for word in telling[1:20]),
        "signs": "\0\u202e😀\u0301" * 60,
    }
