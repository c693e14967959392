"""What the site has learnt of words: lemmas for what is typed without marks, and words that are spelt alike."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import islice

from django.db.models import Count, Q

from search.analysis.inflection import other_forms
from search.analysis.lemma import WORD_LISTS, word_list
from search.analysis.query import KnownWord, ParsedQuery, QueryWord, parse
from search.models import FormTrigram, TermForm
from search.spelling import likeness, trigrams

_ALIKE = 0.4
_MOST_WORDS, _MOST_TRIES = 2, 3
# Words whose other endings are looked up: SQLite takes 32,766 values in a statement, and the worst word has 4,000.
_MOST_INFLECTED, _MOST_FOREIGN, _MOST_KIN = 6, 3, 32

Row = tuple[str, str, str]  # form, language, lemma


def known_words(query: ParsedQuery, language: str) -> dict[str, KnownWord]:
    """Return what the site knows of the words of `query`, by their text; words that it does not know are missing.

    Lemmas and kin of the reader's language; of the others where it knows nothing of the word.
    """
    own = word_list(language)
    words = query.words
    typed = Q(form__in=[form for word in words for form in word.forms])
    found = _known(words, _rows(typed | _inflected(words, own)), [own])
    missing = [word for word in words if word.text not in found and not word.text[0].isdecimal()][:_MOST_FOREIGN]
    if missing:
        others = sorted(WORD_LISTS - {own})
        anywhere = Q()
        for other in others:
            anywhere |= _inflected(missing, other)
        found |= _known(missing, _rows(anywhere), others)
    return found


def _inflected(words: Iterable[QueryWord], language: str) -> Q:
    wanted = {form for word in list(words)[:_MOST_INFLECTED] for form in _kin_forms(word, language)}
    return Q(language=language, form__in=wanted) if wanted else Q(pk__in=[])


def _kin_forms(word: QueryWord, language: str) -> set[str]:
    return {form for term in (word.forms[0], *word.lemmas[:1]) for form in other_forms(term, language)}


def _rows(condition: Q) -> list[Row]:
    return list(TermForm.objects.filter(condition).order_by("language", "lemma").values_list("form", "language", "lemma"))


def _known(words: Iterable[QueryWord], rows: Iterable[Row], languages: list[str]) -> dict[str, KnownWord]:
    by_form: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, language, lemma in rows:
        by_form[form].append((language, lemma))
    found = {}
    for word in words:
        typed = [row for form in word.forms for row in by_form[form]]
        own = [lemma for language, lemma in typed if language in languages]
        # The form beside its lemma: a keyword in another language than its page stands there as it is.
        kin = {
            term
            for language in languages
            for form in _kin_forms(word, language) & by_form.keys()
            for language_of_form, lemma in by_form[form]
            if language_of_form == language
            for term in (form, lemma)
        }
        if typed or kin:
            lemmas = own or [lemma for _language, lemma in typed]
            found[word.text] = KnownWord(tuple(dict.fromkeys(lemmas)), tuple(sorted(kin)[:_MOST_KIN]))
    return found


def suggestion(query: ParsedQuery, known: Collection[str], language: str, finds: Callable[[ParsedQuery], bool]) -> str | None:
    """Return the query with words that are not `known` as the site spells them, if `finds` says that this finds something.

    The words learnt stay when a document goes; only what finds something public may be offered.
    """
    unknown = [word for word in query.words if word.text not in known and not word.text[0].isdecimal()][:_MOST_WORDS]
    spellings = {word.text: _spelt_alike(word) for word in unknown}
    if not unknown or not all(spellings.values()):
        return None
    tries = max(len(found) for found in spellings.values())
    for number in islice(range(tries), _MOST_TRIES):
        better = {word: found[min(number, len(found) - 1)] for word, found in spellings.items()}
        text = " ".join(better.get(word, word) for word in query.typed)
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
