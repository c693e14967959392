from collections.abc import Iterable

from search.analysis.fold import fold, normalise
from search.analysis.lemma import lemma, word_list
from search.analysis.words import Word, analyse
from search.models import FormTrigram, TermForm
from search.spelling import trigrams


def learn_words(words: Iterable[Word], locale: str) -> None:
    """Remember the forms of `words` with their lemmas, so that they are known when typed without marks. Safe to repeat."""
    language = word_list(locale)
    rows: dict[tuple[str, str], TermForm] = {}
    for word in words if language else ():
        meant = fold(lemma(word.text, locale))
        for form in word.terms.forms:
            display = normalise(word.text).lower()
            rows.setdefault((form, meant), TermForm(form=form, language=language, lemma=meant, display=display))
    for batch in _batches(list(rows.values()), 500):
        _remember(batch, language)


def learn_text(text: str, locale: str) -> None:
    learn_words(analyse(text, locale), locale)


def _remember(rows: list[TermForm], language: str) -> None:
    known = set(TermForm.objects.filter(language=language, form__in=[row.form for row in rows]).values_list("form", "lemma"))
    new = TermForm.objects.bulk_create(row for row in rows if (row.form, row.lemma) not in known)
    FormTrigram.objects.bulk_create(FormTrigram(trigram=part, term_form=row) for row in new for part in trigrams(row.form))


def _batches(rows: list[TermForm], size: int) -> Iterable[list[TermForm]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
