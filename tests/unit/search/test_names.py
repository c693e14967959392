"""A name stays a name: whatever a word list makes of it, the form that was written is there."""

from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis.fold import readings
from search.analysis.query import parse
from search.analysis.words import analyse
from tests.unit.search.test_fold import CYRILLIC, LATIN

LOCALES = st.sampled_from([code for code, _name in settings.LANGUAGES])
NAMES = st.text(alphabet=LATIN + LATIN.upper() + CYRILLIC + CYRILLIC.upper() + "0123456789 .-'’", min_size=1, max_size=40)


@given(NAMES, LOCALES, LOCALES)
@example("Weavers House", "en", "nb")
@example("Žige Črniča", "sl", "mk")
@example("Здружение Кај Липата", "mk", "sr-latn")
@example("Studio 12.5. Åse", "nb", "en")
def test_a_name_meets_itself_whatever_its_language_and_the_reader_s(name: str, written: str, read: str) -> None:
    held = frozenset[str]().union(*(word.terms.forms for word in analyse(name, written)))
    assert [word.text for word in parse(name, read).words if held.isdisjoint(word.forms)] == []


@given(st.text(alphabet=LATIN + CYRILLIC, min_size=1, max_size=20), LOCALES)
def test_the_form_stands_beside_the_lemma(name: str, locale: str) -> None:
    assert [word.terms.forms for word in analyse(name, locale)] == ([readings(name)] if readings(name) else [])
