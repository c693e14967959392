"""What the site has learnt of words: lemmas for what is typed without marks, and words that are spelt alike."""

from collections import defaultdict
from collections.abc import Callable
from itertools import islice

from django.db.models import Count

from search.analysis.lemma import word_list
from search.analysis.query import ParsedQuery, QueryWord, parse
from search.models import FormTrigram, TermForm
from search.spelling import likeness, trigrams

_ALIKE = 0.4
_MOST_WORDS, _MOST_TRIES = 2, 3

Lemmas = dict[str, list[str]]


def known_lemmas(query: ParsedQuery, language: str) -> Lemmas:
    """Return form → lemmas for the words of `query`: those of the reader's language, of any other where it has none."""
    forms = [form for word in query.words for form in word.forms]
    if not forms:
        return {}
    own: Lemmas = defaultdict(list)
    other: Lemmas = defaultdict(list)
    rows = TermForm.objects.filter(form__in=forms).order_by("language", "lemma").values_list("form", "language", "lemma")
    for form, language_of_form, lemma in rows:
        (own if language_of_form == word_list(language) else other)[form].append(lemma)
    return {**other, **own}


def suggestion(query: ParsedQuery, known: Lemmas, language: str, finds: Callable[[ParsedQuery], bool]) -> str | None:
    """Return the query with its unknown words spelt as the site spells them, if `finds` says that this finds something.

    The words learnt stay when a document goes; only what finds something public may be offered.
    """
    unknown = [word for word in query.words if not any(form in known for form in word.forms)][:_MOST_WORDS]
    spellings = {word.text: _spelt_alike(word) for word in unknown}
    if not unknown or not all(spellings.values()):
        return None
    tries = max(len(found) for found in spellings.values())
    for number in islice(range(tries), _MOST_TRIES):
        better = {word: found[min(number, len(found) - 1)] for word, found in spellings.items()}
        text = " ".join(better.get(word.text, word.text) for word in query.words)
        if finds(parse(text, language)):
            return text
    return None


def _spelt_alike(word: QueryWord) -> list[str]:
    form = word.forms[0]
    rows = (
        FormTrigram.objects.filter(trigram__in=trigrams(form))
        .values_list("term_form__form", "term_form__display")
        .annotate(shared=Count("trigram", distinct=True))
        .order_by("-shared", "term_form__form", "term_form__display")[:40]
    )
    alike = sorted({(-likeness(form, other), display) for other, display, _shared in rows})
    return list(dict.fromkeys(display for unlike, display in alike if -unlike >= _ALIKE))
