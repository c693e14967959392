"""Other endings of a word that no word list knows: `lutkah` may be `lutka`, `Črniča` may be `Črnič`.

A paradigm is a set of endings, folded, that one word may take. A form may be another one's where both are the same stem
with endings of the same paradigm. That is generous; what it proposes counts only where the site has seen it, and
behind what was typed and what the word list says (`search.ranking`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_SHORTEST_STEM = 3
_LONGEST = 30  # letters of a word
_MOST_YATS = 3

# By word list, folded. `-` is the empty ending.
_PARADIGMS: dict[str, tuple[str, ...]] = {
    "en": ("- s es", "y ies", "f fs ves", "fe ves"),
    "ro": (
        # artist, atelier, contract; codru
        "- ul ului i ii ilor e ele elor uri urile urilor le lui",
        "u ul ului i ii ilor e ele elor uri urile urilor",
        # casă, pisică; carte, moștenire; poezie
        "a ei e ele elor i ii ile ilor o",
        "e ea i ii ile ilor",
        "ie ia ii iei iile iilor",
        # rom, romă, romi
        "- a i e ul ului ei ii ele ile elor ilor",
        # desena, desenează, desenat, desenare
        "a are area ari arile arii arilor at ata ate ati eaza ez and",
        "i ire irea iri irile irii irilor it ita ite iti este esc ind",
    ),
    "nb": (
        # stol, hus, jente, verksted; eier, eieren
        "- en er ene s ens ers enes et ets a",
        "e en er ene es ens ers enes et ets a",
        "- en e ne s ens nes",
        # fin, gammel; kaste, lære, bo
        "- t e ere est este",
        "- e er et te t ende a es",
        "- r dde dd s",
    ),
    "hbs": (
        # mentor, muzej; knjiga; selo, polje; stvar
        "- a u e i om em ima ovi ova ove ovima evi eva eve evima",
        "a e i u o om ama",
        "o e a u om em ima",
        "- i ju u ima",
        # mlad, mladi
        "- a e i o u og oga eg ega om ome omu em emu oj im ima ih",
        # čitati, čitanje; raditi; putovati; vući, pokrenuti
        "ati am as a amo ate aju ao ala alo ale ali aj ajte an ana ano ane ani anje anja anju anjem",
        "iti im is i imo ite e io ila ilo ile ili jen jena jeno jene jeni jenje jenja jenju jenjem",
        "eti im is i imo ite e eo ela elo ele eli",
        "ovati ujem ujes uje ujemo ujete uju ovao ovala ovali ovan ovana ovano ovani ovanje ovanja ovanju ovanjem",
        "nuti nem nes ne nemo nete nu nuo nula nulo nuli nut nuta nuto nuti nuce",
    ),
    "sl": (
        # mentor, mentorja; delavnica; mesto, učenje; stvar
        "- a u om em i e ov ev oma ema ih ama ami",
        "- ja ju jem ji je jev jih jema",
        "a e i o - ah am ami ama",
        "o e a u om em - ih ema oma i",
        "- i jo im ih mi ma em eh",
        # mlad, mladi
        "- i a o e ega emu em im ih imi ima",
        # delati, delanje; misliti; videti; potovati
        "ati am as a ava amo ate ajo al ala alo ale ali aj ajte an ana ano ane ani anje anja anju anjem",
        "iti im is i iva imo ite ijo il ila ilo ile ili en ena eno ene eni enje enja enju enjem",
        "eti im is i imo ite ijo el ela elo ele eli",
        "ovati ujem ujes uje ujeva ujemo ujete ujejo oval ovala ovalo ovale ovali uj ujte ovan ovana ovanje ovanja ovanju",
    ),
    "mk": (
        # ментор, менторот; куќа; писмо; училиште; ноќ; стипендија
        "- ot ov on i ite ive ine ovi ovite a ta u e",
        "a ata ava ana i ite ive ine o",
        "o oto ovo ono a ata ava ana",
        "e eto evo eno a ata inja injata",
        "- ta va na i ite",
        "ija ijata ijava ijana ii iite iive iine",
        # млад, младиот
        "- iot iov ion a ata ava ana o oto ovo ono i ite ive ine",
        # чита, читање; работи; пее
        "a am as ame ate at av ase al ala ale alo aj ajte an ana ano ani anje anjeto anja",
        "i am is ime ite at ev ese el ela ele elo il ila ile en ena eno eni enje enjeto enja",
        "e am es eme ete at ese al ala ale alo",
    ),
}

# Sounds that change at the end of a stem, both ways, folded: k/c/č, g/z/ž, h/s/š; Romanian d/z.
_SLAVIC = {"k": "c", "c": "k", "g": "z", "z": "g", "h": "s", "s": "h"}
_LAST_SOUNDS = {"hbs": _SLAVIC, "sl": _SLAVIC, "mk": _SLAVIC, "ro": {"d": "z", "z": "d"}}
# A vowel that stands before the last consonant only where nothing follows: vosak, voska; lonec, lonca; ден, дни.
_FLEETING = {"hbs": "a", "sl": "e", "mk": "e"}
_TWO_CONSONANTS = re.compile(r"[^aeiou][^aeiou]$")


@lru_cache(maxsize=256)  # some hundred forms each
def other_forms(form: str, language: str) -> frozenset[str]:
    """Return how else the word may stand in a text, folded as `form` is and without it; `language` is a word list.

    Some hundred forms; two thousand at most, because all of them are looked up.
    """
    if not form.isalpha() or len(form) > _LONGEST:
        return frozenset()
    every = (
        other + ending
        for paradigm in _PARADIGMS.get(language, ())
        for endings in [[ending.strip("-") for ending in paradigm.split()]]
        for stem in _stems(form, endings)
        for other in _variants(stem, language)
        for ending in endings
    )
    return frozenset(every) - {form}


def _stems(form: str, endings: list[str]) -> Iterator[str]:
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
            yield form.removesuffix(ending)


def _variants(stem: str, language: str) -> set[str]:
    """Return `stem` as other sounds make it. Each rule by itself: two at once are rare, and meet too much."""
    found = {stem}
    changed = _LAST_SOUNDS.get(language, {}).get(stem[-1])
    if changed:
        found.add(stem[:-1] + changed)
    if language in _FLEETING:
        found |= _by_fleeting_vowel(stem, _FLEETING[language])
    return found | _OF_ONE_LANGUAGE.get(language, lambda stem: set())(stem)


def _by_fleeting_vowel(stem: str, vowel: str) -> set[str]:
    if _TWO_CONSONANTS.search(stem):
        return {stem[:-1] + vowel + stem[-1]}
    is_closed = len(stem) > _SHORTEST_STEM and stem[-2] == vowel and stem[-1] not in "aeiou"
    return {stem[:-2] + stem[-1]} if is_closed else set()


def _by_yat(stem: str) -> set[str]:
    """Return the stem as the neighbours say it: rječnik and rečnik, mlijeko and mleko."""
    plain = re.sub(r"ije|(?<=[^aeiou])je", "e", stem)
    places = [found.start() for found in re.finditer("(?<=[^aeiouj])e", stem)][:_MOST_YATS]
    return {plain, *(stem[:at] + yat + stem[at + 1 :] for at in places for yat in ("je", "ije"))}


def _by_broken_vowel(stem: str) -> set[str]:
    """Return the stem of a Romanian word whose last vowel breaks: vioară and viori, seară and seri."""
    return {stem.replace("oa", "o"), stem.replace("ea", "e"), re.sub("([oe])(?=[^aeiou]+$)", r"\1a", stem)}


def _by_double_consonant(stem: str) -> set[str]:
    """Return the stem of a Norwegian word that doubles its end before an ending: drøm and drømmen."""
    if stem[-1] == stem[-2]:
        return {stem[:-1]}
    return {stem + stem[-1]} if stem[-1] in "lmnt" else set()


_OF_ONE_LANGUAGE = {"hbs": _by_yat, "ro": _by_broken_vowel, "nb": _by_double_consonant}
