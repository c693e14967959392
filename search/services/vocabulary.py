from collections.abc import Iterable

from django.db import connection

from search.analysis.fold import normalise
from search.analysis.lemma import word_list
from search.analysis.words import Word, analyse
from search.models import TermForm
from search.spelling import trigrams

_BATCH = 500


def learn_words(words: Iterable[Word], locale: str) -> None:
    """Remember the forms of `words` with their lemmas, so that they are known when typed without marks. Safe to repeat."""
    language = word_list(locale)
    if not language:
        return
    seen: dict[tuple[str, str], str] = {}  # form and lemma → how it was written
    for word in words:
        if word.text[0].isdecimal():
            continue  # nobody means another number than the one that is typed
        meant = (word.terms.lemmas or word.terms.forms)[0]
        for form in word.terms.forms:
            seen.setdefault((form, meant), word.text)
    pairs = list(seen)
    for start in range(0, len(pairs), _BATCH):
        _remember({pair: seen[pair] for pair in pairs[start : start + _BATCH]}, language)


def learn_text(text: str, locale: str) -> None:
    learn_words(analyse(text, locale), locale)


def _remember(seen: dict[tuple[str, str], str], language: str) -> None:
    forms = [form for form, _lemma in seen]
    known = set(TermForm.objects.filter(language=language, form__in=forms).values_list("form", "lemma"))
    new = TermForm.objects.bulk_create(
        TermForm(form=form, language=language, lemma=meant, display=normalise(written).lower())
        for (form, meant), written in seen.items()
        if (form, meant) not in known
    )
    # Some twelve rows a word, so that making objects of them would take longer than all the rest of indexing.
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_formtrigram (trigram, term_form_id) VALUES (%s, %s)",
            [(part, row.pk) for row in new for part in sorted(trigrams(row.form))],
        )
